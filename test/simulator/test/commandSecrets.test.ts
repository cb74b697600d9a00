import assert from "node:assert/strict";
import { addonPath, StartedCommand } from "./startedCommand";

describe("what the simulator's command prints, and what its pages show", () => {
  const command = new StartedCommand();
  const secret = "swordfish";
  const uri = `postgresql://reader:${secret}@legacy.example.com/orders`;

  const requests: Record<string, { query?: string; body?: string; headers?: Record<string, string> }> = {
    "in a connection string": { body: JSON.stringify({ name: "orders", connectionString: uri }) },
    "in a URL": { body: JSON.stringify({ importUrl: `https://dumps.example.com/orders?sig=${secret}` }) },
    "in a source that is refused": { body: JSON.stringify({ connectionString: [uri] }) },
    "in a name that is refused": { body: JSON.stringify({ name: uri, connectionString: uri }) },
    "in another option": { body: JSON.stringify({ customDestinationId: { uri }, connectionString: uri }) },
    "under a field that is not known": { body: JSON.stringify({ source: uri, connectionString: uri }) },
    "as a field's name": { body: JSON.stringify({ [uri]: true, connectionString: uri }) },
    "in a list": { body: JSON.stringify([uri]) },
    "in a body that is no JSON": { body: `{"connectionString": "${uri}` },
    "in the query": { query: `?uri=${encodeURIComponent(uri)}` },
    "in place of the token": { headers: { authorization: `Bearer ${secret}` } },
    "in a header": { headers: { "x-api-key": secret, cookie: secret } },
  };
  for (const [where, { query = "", body = "{}", headers = {} }] of Object.entries(requests)) {
    it(`has no secret that came ${where}`, async () => {
      await command.start();
      await command.fetch(`${addonPath()}/import${query}`, { method: "POST", body, headers });
      await command.shown(/ POST \S+\/import \d{3}/);
      const pages = await Promise.all(
        ["journal", "backups"].map(async (page) => (await command.fetch(`/simulator/${page}`)).text()),
      );
      const seen = [command.stdout, command.stderr, ...pages].join("\n");
      assert.match(pages[0] ?? "", /"method": "POST"/);
      assert.ok(!seen.includes(secret), seen);
    });
  }
});
