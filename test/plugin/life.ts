import assert from "node:assert/strict";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { defaultToken, ordersDb, type Simulator } from "@test/simulator";
import { version } from "../../provider/version";
import type { StartedPlugin } from "./startedPlugin";

const type = "northflank:index:AddonBackupImport";
const urn = `urn:pulumi:dev::shop::${type}::legacy-orders`;
const password = "correct-horse-battery";

type Values = Record<string, JavaScriptValue>;
const source = { ...ordersDb, connectionString: `postgresql://reader:${password}@db.example.com/orders` };

const valuesIn = (struct: Struct | undefined): Values => struct?.toJavaScript() ?? {};

export async function configure(plugin: StartedPlugin, simulator: Simulator): Promise<void> {
  const handshake = new messages.ProviderHandshakeRequest();
  handshake.setEngineAddress("127.0.0.1:1");
  const shaken = await plugin.call<messages.ProviderHandshakeResponse>((client, callback) =>
    client.handshake(handshake, callback),
  );
  assert.ok(shaken.getAcceptSecrets());
  const settings = new messages.ConfigureRequest();
  settings.setArgs(Struct.fromJavaScript({ apiUrl: simulator.url, apiToken: defaultToken }));
  await plugin.call<messages.ConfigureResponse>((client, callback) => client.configure(settings, callback));
}

export async function check(plugin: StartedPlugin, news: Values = source): Promise<Values> {
  const request = new messages.CheckRequest().setUrn(urn).setNews(Struct.fromJavaScript(news));
  const response = await plugin.call<messages.CheckResponse>((client, callback) =>
    client.check(request, callback),
  );
  assert.deepEqual(response.getFailuresList(), []);
  return valuesIn(response.getInputs());
}

export const create = (plugin: StartedPlugin, inputs: Values): Promise<messages.CreateResponse> => {
  const request = new messages.CreateRequest().setUrn(urn).setProperties(Struct.fromJavaScript(inputs));
  return plugin.call((client, callback) => client.create(request, callback));
};

async function replaces(plugin: StartedPlugin, id: string, outs: Values, olds: Values, news: Values) {
  const request = new messages.DiffRequest().setUrn(urn).setId(id);
  request.setOlds(Struct.fromJavaScript(outs)).setOldInputs(Struct.fromJavaScript(olds));
  request.setNews(Struct.fromJavaScript(news));
  const response = await plugin.call<messages.DiffResponse>((client, callback) =>
    client.diff(request, callback),
  );
  return response.getReplacesList();
}

/** Whether refresh finds it. */
async function isThere(plugin: StartedPlugin, id: string, outs: Values, inputs: Values): Promise<boolean> {
  const request = new messages.ReadRequest().setUrn(urn).setId(id);
  request.setProperties(Struct.fromJavaScript(outs)).setInputs(Struct.fromJavaScript(inputs));
  const response = await plugin.call<messages.ReadResponse>((client, callback) =>
    client.read(request, callback),
  );
  return response.getId() === id;
}

/** All that an engine asks of a plugin, from its schema to the deletion of what it has made. */
export async function playLife(plugin: StartedPlugin, simulator: Simulator): Promise<void> {
  const schema = await plugin.call<messages.GetSchemaResponse>((client, callback) =>
    client.getSchema(new messages.GetSchemaRequest(), callback),
  );
  const described = JSON.parse(schema.getSchema()) as { version: string; resources: object };
  assert.deepEqual([described.version, Object.keys(described.resources)], [version, [type]]);

  await configure(plugin, simulator);
  const inputs = await check(plugin);
  const created = await create(plugin, inputs);
  const id = created.getId();
  const outs = valuesIn(created.getProperties());
  assert.equal(outs["status"], "completed");
  assert.deepEqual(await replaces(plugin, id, outs, inputs, await check(plugin)), []);
  const elsewhere = await check(plugin, { ...source, connectionString: "postgresql://db.example.com/users" });
  assert.deepEqual(await replaces(plugin, id, outs, inputs, elsewhere), ["sourceFingerprint"]);

  assert.ok(await isThere(plugin, id, outs, inputs));
  const gone = new messages.DeleteRequest().setUrn(urn).setId(id);
  gone.setProperties(Struct.fromJavaScript(outs)).setOldInputs(Struct.fromJavaScript(inputs));
  await plugin.call<Empty>((client, callback) => client.delete(gone, callback));
  assert.ok(!(await isThere(plugin, id, outs, inputs)));
  assert.equal(simulator.journal.of("importBackup").length, 1);

  assert.equal(plugin.stdout, `${plugin.port}\n`);
}
