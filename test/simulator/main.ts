#!/usr/bin/env node
import { type Choice, choiceFrom } from "./command/choice";
import { help } from "./command/help";
import { requestLine, welcome } from "./command/report";
import { UserError } from "./command/userError";
import { rehearsedActions } from "./faults/faultCatalogue";
import { startSimulator } from "./simulator";
import { accountsWith, ordersDb, usersDb } from "./world/accounts";

async function serve(choice: Choice): Promise<void> {
  const { port, importSeconds, outcome, listLagSeconds, fault, faultTimes, quiet } = choice;
  const accounts = accountsWith([...choice.addons, ordersDb, usersDb]);
  const settings = { importSeconds, outcome, listLagSeconds, accounts };
  const simulator = await startSimulator(settings, { port }).catch((error: unknown) => {
    throw cannotListen(port, error);
  });
  if (fault !== undefined) {
    simulator.inject({ on: "importBackup", times: faultTimes, action: rehearsedActions[fault] });
  }
  if (!quiet) simulator.journal.onEnd = (entry) => process.stdout.write(requestLine(entry));
  // Whatever still waits, for a fault or a client, is of no use to anybody.
  const stop = () =>
    void simulator.close().finally(() => {
      process.exit();
    });
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  // Nobody reads any more, as with `| head`.
  process.stdout.on("error", stop);
  process.stdout.write(welcome(simulator.url, simulator.world.teams.values(), choice));
}

const whyNot: Readonly<Record<string, string>> = {
  EADDRINUSE: "is in use",
  EACCES: "is reserved for administrators",
};

function cannotListen(port: number, error: unknown): unknown {
  const why = error instanceof Error && "code" in error ? whyNot[String(error.code)] : undefined;
  if (why === undefined) return error;
  return new UserError(`Port ${port} ${why}; choose another with --port, or --port 0 for a free one`, 1);
}

async function main(args: string[]): Promise<void> {
  try {
    const choice = choiceFrom(args);
    if (choice === "help") process.stdout.write(help());
    else await serve(choice);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error.exitCode;
  }
}

void main(process.argv.slice(2));
