import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { cliEngine, embeddedEngine, type Engine } from "@test/engine";
import { barChart, growthChart, shown, type Bar } from "./chart";
import { UsageError } from "../commandLine";
import { flagsFrom, type Flags } from "./flags";
import { growthOf } from "./growth";
import { rowIds } from "./measurement";
import { plans, type Case } from "./plan";
import { play, type Scene } from "./play";
import { chartFile, reportOf, titleOf, type Findings } from "./report";
import { chargesOf } from "./requests";
import { joined, summaryOf, type Result } from "./summary";
import { verdictsOn, type Verdict } from "./targets";

const docs = resolve(__dirname, "../../docs");

/** `npm run bench`: measures, and writes docs/benchmarks.md; with `--check` it only compares with the targets. */
async function main(args: readonly string[]): Promise<void> {
  const flags = await flagsFrom(args);
  const engine = flags.engine === "cli" ? cliEngine : embeddedEngine;
  const tell = (text: string): void => {
    process.stdout.write(`${text}\n`);
  };
  const results: Result[] = [];
  const scene: Scene = { engine, port: flags.port, tell };
  for (const plan of plansFor(flags.plan)) {
    tell(titleOf(plan.setting));
    results.push(flags.isCheck ? await playOut(plan, scene) : { plan, played: await play(plan, scene) });
  }
  const verdicts = verdictsOn(results);
  for (const verdict of verdicts) tell(inShort(verdict));
  if (flags.isCheck) {
    const missed = missedIn(results);
    // Counted and listed as tests are, so that what reads their output can read this.
    tell(`\n  ${verdicts.length - missed.length} passing\n  ${missed.length} failing`);
    for (const verdict of missed) tell(inShort(verdict));
    if (missed.length > 0) process.exitCode = 1;
    return;
  }
  const isQuick = flags.plan === "quick";
  const sizes = isQuick ? [1, 10] : [1, 10, 100, 1000, 5000];
  tell("Requests");
  const charges = await chargesOf(isQuick, tell);
  tell("How the cost grows");
  const growth = await growthOf(sizes, tell);
  write({ results, verdicts, charges, growth }, args, engine);
}

/** Plays on while a target is missed: noise may spoil all of two rounds, but only a real loss spoils all of six. */
async function playOut(plan: Case, scene: Scene): Promise<Result> {
  let played = await play(plan, scene);
  for (let more = 1; more <= 2 && missedIn([{ plan, played }]).length > 0; more += 1)
    played = joined(played, await play(plan, scene, more * plan.rounds));
  return { plan, played };
}

const missedIn = (results: readonly Result[]): Verdict[] =>
  verdictsOn(results).filter(({ isClearlyMissed }) => isClearlyMissed);

const plansFor = (plan: Flags["plan"]): readonly Case[] =>
  plan === "large" ? [...plans.full, ...plans.large] : plans[plan];

const inShort = ({ what, setting, measured, limit, isMet, isClearlyMissed }: Verdict): string =>
  `${isMet ? "met   " : isClearlyMissed ? "MISSED" : "missed"} ${what}, ${titleOf(setting)}: ${shown(measured.median)} ` +
  `(${shown(measured.min)} to ${shown(measured.max)}), limit ${shown(limit)}`;

function write(findings: Findings, args: readonly string[], engine: Engine): void {
  const charts = join(docs, "benchmarks");
  rmSync(charts, { recursive: true, force: true });
  mkdirSync(charts);
  findings.results.forEach((result, index) => {
    writeFileSync(join(docs, chartFile(index)), chartOf(result));
  });
  writeFileSync(
    join(charts, "growth.svg"),
    growthChart("Imports that wait, against what they cost", [
      { label: "requests", points: findings.growth.map(({ imports, requests }) => [imports, requests]) },
      { label: "CPU, s", points: findings.growth.map(({ imports, cpuSeconds }) => [imports, cpuSeconds]) },
      { label: "memory, MiB", points: findings.growth.map(({ imports, peakMiB }) => [imports, peakMiB]) },
    ]),
  );
  const command = ["npm run bench", ...(args.length === 0 ? [] : ["--", ...args])].join(" ");
  const date = new Date().toISOString().slice(0, 10);
  const isCli = engine.kind === "cli";
  const cli = isCli ? { "Pulumi CLI": execFileSync("pulumi", ["version"], { encoding: "utf8" }).trim() } : {};
  const versions = { ...cli, ...installed() };
  const engineName = isCli
    ? "the Pulumi CLI"
    : "the embedded stand-in of the tests, as no `pulumi` was on the PATH";
  writeFileSync(
    join(docs, "benchmarks.md"),
    reportOf(findings, { command, engine: engineName, date, versions }),
  );
}

function chartOf(result: Result): string {
  const bars: Bar[] = result.played
    .filter(({ operation }) => operation === "up" || operation === "no-change preview")
    .flatMap(({ row, operation }) => {
      const spread = summaryOf(result, row, operation, "wallSeconds");
      const color = rowIds.indexOf(row);
      return spread === undefined ? [] : { label: `${row} ${operation}`, color, ...spread };
    });
  const inOrder = [...bars].sort(
    (a, b) => a.label.slice(2).localeCompare(b.label.slice(2)) || a.color - b.color,
  );
  return barChart(`Wall time, ${titleOf(result.plan.setting)}`, "s", inOrder);
}

function installed(): Record<string, string> {
  const versionOf = (name: string): string =>
    (
      JSON.parse(readFileSync(join(docs, "../node_modules", name, "package.json"), "utf8")) as {
        version: string;
      }
    ).version;
  const packages = ["@pulumi/pulumi", "@northflank/js-client", "@northflank/cli"];
  return {
    "Node.js": process.version,
    ...Object.fromEntries(packages.map((name) => [name, versionOf(name)])),
  };
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const isUsage = error instanceof UsageError;
  process.stderr.write(
    `${isUsage ? error.message : String(error instanceof Error ? (error.stack ?? error) : error)}\n`,
  );
  process.exitCode = isUsage ? 2 : 1;
});
