import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { isCliAvailable } from "@test/engine";
import { inParallel } from "../inParallel";
import { repository } from "../repository";
import { blocksIn } from "./blocks";
import { pulumiCommands } from "./pulumiCommands";
import { type Command, commandsIn, flagsIn } from "./shell";

const run = promisify(execFile);

const { scripts, bin } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
};

interface Written extends Command {
  readonly page: string;
}

const written: readonly Written[] = blocksIn("sh").flatMap(({ page, text }) =>
  commandsIn(text).map((command) => ({ page, ...command })),
);

const told = ({ page, words }: Written): string => `${page}: ${words.join(" ")}`;

const called = (name: string): Written[] => written.filter(({ words }) => words[0] === name);

/** What the pages use of other tools; one that is not here is either a mistake or to be looked at. */
const others = ". cd curl date echo export git grep mkdir node printf pwd read set".split(" ");

/** Words before the first flag or value, such as `get addon backup`. */
function subcommandOf({ words }: Command): string[] {
  const rest = words.slice(1);
  const end = rest.findIndex((word) => !/^[a-z]+$/.test(word));
  return end < 0 ? rest : rest.slice(0, end);
}

const listsFlag = (help: string, flag: string): boolean =>
  new RegExp(`(?:^|[\\s,])${flag}(?![\\w-])`, "m").test(help);

/** A tool's help for each of the commands, and which of the flags it does not list. */
async function unknownFlags(commands: readonly Written[], helpOf: (words: string[]) => Promise<string>) {
  const unknown: string[] = [];
  await inParallel(commands, 4, async (command) => {
    const help = await helpOf(subcommandOf(command));
    for (const flag of flagsIn(command)) {
      if (!listsFlag(help, flag)) unknown.push(`${told(command)}: ${flag}`);
    }
  });
  return unknown;
}

describe("the commands in the pages", () => {
  it("are of tools that we know", () => {
    const known = ["npm", "npx", "northflank", "pulumi", ...others];
    const strange = written.filter(({ words: [name = ""] }) => !known.includes(name));
    assert.deepEqual(strange.map(told), []);
    assert.ok(written.length > 50, `${written.length} commands were found`);
  });

  it("call scripts and commands of this package that are there", () => {
    const runs = called("npm").filter(({ words }) => words[1] === "run");
    assert.ok(runs.length > 0);
    assert.deepEqual(runs.filter(({ words }) => !((words[2] ?? "") in scripts)).map(told), []);
    const bins = called("npx").flatMap((command) =>
      command.words.filter((word) => /^pulumi-northflank-/.test(word)),
    );
    assert.ok(bins.length > 1);
    assert.deepEqual(
      bins.filter((name) => !(name in bin)),
      [],
    );
  });

  it("call by npx our own commands, or tools that the page has installed", () => {
    const names = called("npx").map(
      ({ words }) => words.slice(1).find((word) => !word.startsWith("-")) ?? "",
    );
    assert.deepEqual(
      names.filter((name) => !(name in bin) && name !== "mocha"),
      [],
    );
  });

  it("never let npx fetch a package that is called like one of our commands", () => {
    const unsafe = called("npx").filter(
      ({ words }) => words.some((word) => word in bin) && words[1] !== "--no",
    );
    assert.deepEqual(unsafe.map(told), []);
  });

  it("use Northflank's CLI as its help says", async () => {
    const cli = join(repository, "node_modules/.bin/northflank");
    const commands = called("northflank");
    assert.ok(commands.length > 5);
    const unknown = await unknownFlags(commands, async (words) => {
      const { stdout } = await run(cli, [...words, "--help"]);
      assert.match(stdout, new RegExp(`^Usage: northflank ${words.join(" ")}`), words.join(" "));
      return stdout;
    });
    assert.deepEqual(unknown, []);
  });

  it("use of Pulumi's CLI only what the table lists", () => {
    const unlisted = called("pulumi").filter((command) => {
      const [, listed] = Object.entries(pulumiCommands).find(([name]) => isCalled(name, command)) ?? [];
      return listed === undefined || !flagsIn(command).every((flag) => listed.includes(flag));
    });
    assert.deepEqual(unlisted.map(told), []);
  });

  (isCliAvailable() ? it : it.skip)("find in Pulumi's CLI what the table lists", async () => {
    const unknown: string[] = [];
    await inParallel(Object.entries(pulumiCommands), 4, async ([name, flags]) => {
      const { stdout } = await run("pulumi", [...name.split(" "), "--help"]);
      // Of an unknown command, the help is that of the one above it.
      const usage = new RegExp(`^ *pulumi ${name}(?: |$)`, "m").test(stdout);
      const alias = new RegExp(`^Aliases:\n.*\\b${name.split(" ").at(-1) ?? ""}\\b`, "m").test(stdout);
      if (!usage && !alias) unknown.push(name);
      for (const flag of flags) if (!listsFlag(stdout, flag)) unknown.push(`${name} ${flag}`);
    });
    assert.deepEqual(unknown, []);
  });
});

/** The longest name comes first, so that `stack` is not taken for `stack output`. */
const isCalled = (name: string, { words }: Command): boolean =>
  words
    .slice(1)
    .filter((word) => !word.startsWith("-"))
    .join(" ")
    .startsWith(name);

describe("a block of shell lines", () => {
  it("is read command by command, without comments, assignments and redirections", () => {
    const script = `A=1 B="$(pulumi stack output b)" northflank get addon --id "$A" > out # a comment
printf 'a; b\\n' | npm run x && npm ci \\
  --quiet`;
    assert.deepEqual(
      commandsIn(script).map(({ words }) => words.join(" ")),
      [
        "northflank get addon --id $A",
        "printf a; b\\n",
        "npm run x",
        "npm ci --quiet",
        "pulumi stack output b",
      ],
    );
  });
});
