import assert from "node:assert/strict";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { ServiceTransport } from "@test/engine";
import { PluginProvider } from "../../../provider/plugin/pluginProvider";
import { serviceOf } from "../../../provider/plugin/service";
import { idlePorts } from "../../idlePorts";

const plugin = new PluginProvider(idlePorts());
const transport = new ServiceTransport(serviceOf(plugin));

describe("the plugin, asked for what it has not", () => {
  it("says which version of the schema's format it has", async () => {
    await assert.rejects(
      transport.call("getSchema", new messages.GetSchemaRequest().setVersion(3)),
      /^ProviderCallError: pulumi-resource-northflank [\d.]+ has its schema in version 0 of Pulumi's format, not in version 3; install/,
    );
  });

  it("names its resource instead of another one, in check and in read", async () => {
    const urn = "urn:pulumi:dev::shop::a:b:Group$northflank:index:Addon::orders";
    const wrong =
      /northflank has no resource of type "northflank:index:Addon"; it has northflank:index:AddonBackupImport/;
    await assert.rejects(transport.call("check", new messages.CheckRequest().setUrn(urn)), wrong);
    await assert.rejects(
      transport.call("read", new messages.ReadRequest().setUrn(urn).setId("a/b/c")),
      wrong,
    );
  });

  it("takes its resource inside of any component", async () => {
    const urn = "urn:pulumi:dev::shop::a:b:Group$northflank:index:AddonBackupImport::orders";
    const response = await transport.call("check", new messages.CheckRequest().setUrn(urn));
    assert.match(response.getFailuresList()[0]?.getReason() ?? "", /projectId is missing/);
    assert.equal(response.getFailuresList()[0]?.getProperty(), "");
  });
});
