import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation";
import type { Engine } from "../engine";
import { CliStack } from "./cliStack";

export const isCliAvailable = (path: string = process.env["PATH"] ?? ""): boolean =>
  path.split(delimiter).some((folder) => existsSync(join(folder, "pulumi")));

let command: Promise<PulumiCommand> | undefined;

/** The real thing: the `pulumi` on the PATH, with a file backend in a temporary folder. */
export const cliEngine: Engine = {
  kind: "cli",
  async openStack(options) {
    command ??= PulumiCommand.get();
    return CliStack.open(await command, options);
  },
};
