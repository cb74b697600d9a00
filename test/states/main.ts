import { writeFileSync } from "node:fs";
import { isCliAvailable } from "@test/engine";
import { record } from "./record";
import { stories } from "./story";

/** `npm run state -- 2-whole`: writes the state.json of a story, by the CLI where there is one. */
async function main([name]: readonly string[]): Promise<void> {
  const story = stories.find((candidate) => candidate.name === name);
  if (story === undefined) {
    process.stderr.write(`usage: npm run state -- ${stories.map((known) => known.name).join(" | ")}\n`);
    process.exitCode = 2;
    return;
  }
  const { up, state } = await record(isCliAvailable() ? "cli" : "embedded", story);
  process.stdout.write(up.result.output);
  writeFileSync(story.stateFile, `${JSON.stringify(state, undefined, 2)}\n`);
  process.stdout.write(`wrote ${story.stateFile}\n`);
}

void main(process.argv.slice(2));
