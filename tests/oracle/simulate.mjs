// Reads one simulation a line, as JSON, and prints AWS's decision on each as @cloud-copilot/iam-simulate has it.
// Run in the folder that the package is installed in.
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";

const { runSimulation } = createRequire(join(process.cwd(), "package.json"))("@cloud-copilot/iam-simulate");

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    const found = await runSimulation(JSON.parse(line), {});
    answer = found.resultType === "error" ? `error: ${JSON.stringify(found.errors)}` : found.overallResult;
  } catch (error) {
    answer = `error: ${error}`;
  }
  process.stdout.write(`${answer.replaceAll("\n", " ")}\n`);
}
