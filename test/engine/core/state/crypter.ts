import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

/** Seals the secrets of a saved state; whoever knows the passphrase can go on with it. */
export interface Crypter {
  encrypt(plaintext: string): string;
  decrypt(ciphertext: string): string;
}

export function passphraseCrypter(passphrase: string): Crypter {
  const key = createHash("sha256").update(passphrase).digest();
  return {
    encrypt(plaintext) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, nonce);
      const sealed = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
      return ["v1", nonce, Buffer.concat([sealed, cipher.getAuthTag()])]
        .map((part) => (typeof part === "string" ? part : part.toString("base64")))
        .join(":");
    },
    decrypt(ciphertext) {
      const [, nonce = "", body = ""] = ciphertext.split(":");
      const sealed = Buffer.from(body, "base64");
      const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64"));
      decipher.setAuthTag(sealed.subarray(-16));
      return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]).toString("utf8");
    },
  };
}
