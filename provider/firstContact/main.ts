#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { causeOf } from "../errors";
import { axiosHttp } from "../process/http";
import { firstContact } from "./firstContact";
import type { Product } from "./report";

const requestTimeoutMs = 30_000;

const manifest = z.object({ version: z.string(), bugs: z.object({ url: z.string() }) });

// This file is two folders below package.json, both in the sources and in dist/.
function product(): Product {
  const { version, bugs } = manifest.parse(
    JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8")),
  );
  return { version, issues: bugs.url };
}

/** `npx pulumi-northflank-check` */
async function main(): Promise<void> {
  const err = (text: string): void => void process.stderr.write(text);
  try {
    process.exitCode = await firstContact(process.argv.slice(2), {
      env: process.env,
      http: axiosHttp(requestTimeoutMs),
      wallTime: Date.now,
      product: product(),
      out: (text) => void process.stdout.write(text),
      err,
    });
  } catch (thrown) {
    err(`pulumi-northflank-check hit ${causeOf(thrown)}; please report it as a bug.\n`);
    process.exitCode = 1;
  }
}

void main();
