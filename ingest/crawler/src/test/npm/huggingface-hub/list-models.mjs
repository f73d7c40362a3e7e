// Lists all models of a hub and says what that took: one line `round wallMillis cpuMillis rows` each.
// The CPU time is that of the whole process; the first round includes its start.
import { listModels } from "@huggingface/hub";

const [hubUrl, fields, rounds] = process.argv.slice(2);
const additionalFields =
  fields === "all"
    ? ["author", "cardData", "config", "createdAt", "disabled", "library_name", "safetensors", "sha", "filePaths", "tags"]
    : undefined;

for (let round = 0; round < Number(rounds); round++) {
  const cpuBefore = round === 0 ? { user: 0, system: 0 } : process.cpuUsage();
  const began = performance.now();
  let rows = 0;
  for await (const model of listModels({ hubUrl: hubUrl.replace(/\/$/, ""), additionalFields, sort: "createdAt" })) {
    if (model.name) rows++;
  }
  const cpu = process.cpuUsage();
  const cpuMillis = (cpu.user + cpu.system - cpuBefore.user - cpuBefore.system) / 1000;
  console.log(`${round} ${Math.round(performance.now() - began)} ${Math.round(cpuMillis)} ${rows}`);
}
