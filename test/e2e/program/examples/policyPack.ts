import { join } from "node:path";
import { type Recording, Stage } from "../../../stage/stage";
import { type Example, folderOf, settingsOf } from "./example";
import { fenced } from "./readme";
import { githubActions } from "./scenes/around";
import { fromConnectionString } from "./scenes/direct";
import { addon, database } from "./sources";
import { shown } from "./shown";

const pack = folderOf("policy-pack");

export const policyReadme = join(pack, "README.md");

/** A preview of a production stack that the pack of examples/policy-pack watches. Only the CLI runs policies. */
async function watched(example: Example): Promise<Recording> {
  const stage = await Stage.open({ ...settingsOf(example, "cli"), stack: "production" });
  try {
    return await stage.run("preview", { cliFlags: ["--policy-pack", pack] });
  } finally {
    await stage.close();
  }
}

const withoutTls: Example = {
  ...githubActions,
  config: {
    ...addon,
    connectionString: { value: `${database("legacy").value}?sslmode=disable`, secret: true },
  },
};

/** Unprotected, and without TLS. */
export const violating = (): Promise<Recording> => watched(withoutTls);

/** Protected on a stack called production. */
export const compliant = (): Promise<Recording> => watched(fromConnectionString);

export const policyParts = (refused: Recording, passed: Recording): Record<string, string> => ({
  refused: screen(githubActions, refused),
  passed: screen(fromConnectionString, passed),
});

const screen = ({ folder }: Example, { result }: Recording): string =>
  fenced(
    "console",
    `$ cd ../${folder} && pulumi preview --policy-pack ../policy-pack\n${shown(result).replaceAll(pack, "../policy-pack")}`,
  );
