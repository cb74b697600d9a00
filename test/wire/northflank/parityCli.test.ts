import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { loadImportDefinition, parseImportDefinition } from "../../../provider";
import { inPairs, onWiretap, runCli, type WireRequest } from "@test/simulator/clients";
import { onBench } from "../bench/bench";
import { ordersDb } from "@test/simulator";
import { connectionString, essence, importUrl, parityWorld } from "./parityRows";

/** A definition as a user keeps it: in a file, or as a text for `-i`. */
interface Written {
  readonly file?: string;
  readonly text: string;
}

const all = {
  name: "a/b:c-d e",
  connectionString,
  importAllDatabases: true,
  compressionType: "zstd",
  customDestinationId: "my-bucket",
};
const odd = { name: "odd", connectionString: "postgresql://u:\u{1F600}ü\"'\\#: -@h.example.com/d" };

const written: Written[] = [
  { file: "dump.json", text: JSON.stringify({ name: "Example Backup", importUrl }) },
  { file: "live.json", text: JSON.stringify(all, null, 2) },
  { file: "tabs.json", text: JSON.stringify({ ...all, importAllDatabases: false }, null, "\t") },
  { file: "odd.json", text: JSON.stringify(odd).replace("ü", "\\u00fc").replace("/", "\\/") },
  { file: "dump.yaml", text: `# nightly\nname: Example Backup\nimportUrl: ${importUrl}\n` },
  { file: "live.yml", text: stringify(all) },
  { file: "odd.yaml", text: stringify(odd) },
  { file: "windows.yaml", text: `\uFEFFname: "a\\x2fb"\r\nimportUrl: >-\r\n  ${importUrl}\r\n` },
  { file: "alias.yaml", text: `name: &same nightly\nimportUrl: ${importUrl}\ncustomDestinationId: *same\n` },
  { text: JSON.stringify({ name: "Example Backup", importUrl, customDestinationId: "my-bucket" }) },
  { text: JSON.stringify(odd) },
  { text: `name: Example Backup\nconnectionString: ${connectionString}\nimportAllDatabases: false` },
  { text: `{name: abc, importUrl: "${importUrl}"}` },
];

describe("the request for an import from a definition", () => {
  it(`equals the one of Northflank's CLI, for ${written.length} files and texts`, async () => {
    const sent = await inPairs(written, async (definition) => ({
      definition,
      theirs: await byCli(definition),
      ours: await byOurs(definition),
    }));
    for (const { definition, ours, theirs } of sent)
      assert.deepEqual(essence(ours), essence(theirs), definition.text);
  });
});

/** Where a request went differs from tap to tap. */
const anywhere = (request: WireRequest | undefined): WireRequest => {
  assert.ok(request !== undefined, "nothing was sent");
  return { ...request, headers: { ...request.headers, host: "any" } };
};

function byCli({ file, text }: Written): Promise<WireRequest> {
  return onBench({ simulator: parityWorld }, async (bench) =>
    onWiretap(async (tap) => {
      tap.target = bench.simulator.url;
      const addon = ["--project", ordersDb.projectId, "--addon", ordersDb.addonId];
      const definition = file === undefined ? ["-i", text] : ["-f", file];
      const run = await runCli(
        tap.url,
        ["import", "addon", "backup", ...addon, ...definition],
        file === undefined ? {} : { [file]: text },
      );
      assert.ok(run.ok, run.stderr);
      return anywhere(tap.takeImports()[0]);
    }),
  );
}

/** A program that spreads the definition into the arguments of a resource. */
function byOurs(definition: Written): Promise<WireRequest> {
  return onWiretap(async (tap) => {
    const settings = { simulator: parityWorld, config: { "northflank:apiUrl": tap.url } };
    return onBench(settings, async (bench) => {
      tap.target = bench.simulator.url;
      await bench.declare("definition", { ...ordersDb, ...read(definition) }).up();
      return anywhere(tap.takeImports()[0]);
    });
  });
}

function read({ file, text }: Written): object {
  if (file === undefined) return parseImportDefinition(text);
  const folder = mkdtempSync(join(tmpdir(), "definition-"));
  try {
    writeFileSync(join(folder, file), text);
    return loadImportDefinition(join(folder, file));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
