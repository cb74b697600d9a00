import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { isCliAvailable } from "@test/engine";
import { inParallel } from "../inParallel";
import { repository } from "../repository";
import { blocksIn } from "./blocks";
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

/** A tool's help for each of the commands, and which of the flags it does not list. */
async function unknownFlags(commands: readonly Written[], helpOf: (words: string[]) => Promise<string>) {
  const unknown: string[] = [];
  await inParallel(commands, 4, async (command) => {
    const help = await helpOf(subcommandOf(command));
    for (const flag of flagsIn(command)) {
      const listed = new RegExp(`(?:^|[\\s,])${flag}(?![\\w-])`, "m");
      if (!listed.test(help)) unknown.push(`${told(command)}: ${flag}`);
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

  (isCliAvailable() ? it : it.skip)("use Pulumi's CLI as its help says", async () => {
    const unknown = await unknownFlags(called("pulumi"), async (words) => {
      // What follows the command itself, such as a stack's name, is no subcommand.
      const named = words.slice(0, /^(?:config|stack|state|env|policy|plugin)$/.test(words[0] ?? "") ? 2 : 1);
      const { stdout, stderr } = await run("pulumi", [...named, "--help"]);
      return stdout + stderr;
    });
    assert.deepEqual(unknown, []);
  });
});

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
