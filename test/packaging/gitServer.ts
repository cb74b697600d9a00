import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { generate } from "selfsigned";
import { repository } from "../repository";
import { command } from "./command";

export interface GitServer {
  /** Without the scheme. */
  readonly address: string;
  /** For programs in Go, which take it from SSL_CERT_FILE. */
  readonly certificateFile: string;
  close(): void;
}

/** Serves what this repository has committed last, with a tag on it, over HTTPS: Pulumi clones from nothing else. */
export async function serveRepository(folder: string, tag: string): Promise<GitServer> {
  const root = join(folder, "git");
  await mkdir(join(root, "organization"), { recursive: true });
  const bare = join(root, "organization/repository.git");
  await command("git", ["clone", "--quiet", "--bare", repository, bare], { cwd: folder });
  await command("git", ["tag", "--force", tag], { cwd: bare });

  const { private: key, cert } = await generate([{ name: "commonName", value: "Git of the tests" }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] }],
  });
  const certificateFile = join(folder, "git.pem");
  await writeFile(certificateFile, cert);
  const server = createServer({ key, cert }, (request, response) => {
    void answer(root, request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}/organization/repository.git`,
    certificateFile,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** By Git's own program for web servers. */
async function answer(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, search } = new URL(request.url ?? "", "https://127.0.0.1");
  const git = spawn("git", ["http-backend"], {
    env: {
      ...process.env,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: "1",
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method ?? "",
      CONTENT_TYPE: request.headers["content-type"] ?? "",
    },
    stdio: ["pipe", "pipe", "inherit"],
  });
  request.pipe(git.stdin);
  const said = await buffer(git.stdout);
  const end = said.indexOf("\r\n\r\n");
  for (const line of String(said.subarray(0, end)).split("\r\n")) {
    const [name = "", value = ""] = line.split(": ");
    if (name === "Status") response.statusCode = parseInt(value);
    else response.setHeader(name, value);
  }
  response.end(said.subarray(end + 4));
}
