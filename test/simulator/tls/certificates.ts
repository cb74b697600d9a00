import { createSecureContext, type SecureContext } from "node:tls";

const year = 365 * 86_400_000;
const host = "127.0.0.1";

interface Wanted {
  readonly name: string;
  /** Left out, it signs itself. */
  readonly signedBy?: Signed;
  readonly isAuthority?: boolean;
  readonly isFor?: string;
  /** Milliseconds from now. */
  readonly endsIn?: number;
}

interface Signed {
  readonly key: string;
  readonly cert: string;
}

async function sign({
  name,
  signedBy,
  isAuthority = false,
  isFor = host,
  endsIn = year,
}: Wanted): Promise<Signed> {
  // Loaded here, because whoever installs the package has no such thing, and serves no TLS.
  const { generate } = await import("selfsigned");
  const { private: key, cert } = await generate([{ name: "commonName", value: name }], {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: new Date(Date.now() - year),
    notAfterDate: new Date(Date.now() + endsIn),
    extensions: [
      { name: "basicConstraints", cA: isAuthority, critical: true },
      { name: "keyUsage", digitalSignature: true, keyCertSign: isAuthority, critical: true },
      { name: "subjectAltName", altNames: [{ type: 7, ip: isFor }] },
    ],
    ...(signedBy === undefined ? {} : { ca: signedBy }),
  });
  return { key, cert };
}

/** What a client refuses a certificate for. */
export const flaws = ["self-signed", "unknown authority", "expired", "for another host"] as const;
export type Flaw = (typeof flaws)[number];

export interface Certificates {
  /** The authority that signed `trusted`, as PEM. */
  readonly ca: string;
  readonly trusted: SecureContext;
  readonly flawed: Readonly<Record<Flaw, SecureContext>>;
}

async function makeCertificates(): Promise<Certificates> {
  const [ours, stranger] = await Promise.all([
    sign({ name: "Authority of the tests", isAuthority: true }),
    sign({ name: "Somebody else's authority", isAuthority: true }),
  ]);
  const server = async (wanted: Omit<Wanted, "name">): Promise<SecureContext> =>
    createSecureContext(await sign({ name: host, ...wanted }));
  return {
    ca: ours.cert,
    trusted: await server({ signedBy: ours }),
    flawed: {
      "self-signed": await server({}),
      "unknown authority": await server({ signedBy: stranger }),
      expired: await server({ signedBy: ours, endsIn: -86_400_000 }),
      "for another host": await server({ signedBy: ours, isFor: "192.0.2.1" }),
    },
  };
}

let made: Promise<Certificates> | undefined;

/** Made once in a process; nothing of them is kept. */
export function certificates(): Promise<Certificates> {
  return (made ??= makeCertificates());
}
