// Reads [{secret, body, headers}] from the file that is named and says which of them verify.
import {readFileSync} from 'node:fs';
import {Webhook} from 'standardwebhooks';

const answers = JSON.parse(readFileSync(process.argv[2], 'utf8')).map(({secret, body, headers}) => {
  try {
    new Webhook(secret).verify(body, headers);
    return 'verified';
  } catch (refused) {
    return String(refused.message);
  }
});
process.stdout.write(JSON.stringify(answers));
