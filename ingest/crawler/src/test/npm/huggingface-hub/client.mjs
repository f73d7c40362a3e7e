// Asks the hub at the address given what the test wants to know, by the hub's own client.
import { downloadFile, listModels, modelInfo } from "@huggingface/hub";

const hubUrl = process.argv[2];
const fields = ["sha", "tags", "createdAt", "author", "filePaths"];

async function text(file) {
  return file === null ? null : await file.text();
}

async function failure(asking) {
  try {
    await asking;
    return null;
  } catch (error) {
    return { statusCode: error.statusCode, message: error.message };
  }
}

const listed = [];
for await (const model of listModels({ hubUrl, sort: "createdAt", additionalFields: fields })) {
  listed.push(model);
}
const filtered = [];
for await (const model of listModels({ hubUrl, search: { owner: "even", tags: ["gguf"] }, limit: 7 })) {
  filtered.push(model.name);
}
const readme = { repo: "o/card", path: "README.md", hubUrl };
console.log(
  JSON.stringify({
    listed,
    filtered,
    info: await modelInfo({ name: "o/card", hubUrl, additionalFields: fields }),
    moved: await modelInfo({ name: "o/old-name", hubUrl }),
    card: await text(await downloadFile(readme)),
    cardByCommit: await text(await downloadFile({ ...readme, revision: "c".repeat(40) })),
    noFile: await text(await downloadFile({ ...readme, path: "LICENSE" })),
    noModel: await failure(modelInfo({ name: "o/never-was", hubUrl })),
  }),
);
