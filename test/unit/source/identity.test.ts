import assert from "node:assert/strict";
import fc from "fast-check";
import { identityOf } from "../../../provider/source/identity";
import { aNotation, aPlace, anAccess, notations, textOf, type Notation, type Place } from "./arbitraries";

const identity = (notation: Notation, place: Place, access: Parameters<Notation["write"]>[1]): string => {
  const found = identityOf(notation.kind, notation.write(place, access));
  assert(found !== undefined, "is understood");
  return found;
};

/** What of a place the notation has room for. */
const described = ({ kind, name, matters }: Notation, place: Place): string => {
  const hasOneHost = kind === "importUrl" || name === "mongodb+srv";
  const hosts = hasOneHost ? place.hosts[0] : [...place.hosts].sort();
  return JSON.stringify(matters.map((part) => (part === "hosts" ? hosts : place[part])));
};

const changes: Readonly<Record<keyof Place, (place: Place) => Place>> = {
  hosts: (place) => ({ ...place, hosts: place.hosts.map((host) => `new-${host}`) }),
  port: (place) => ({ ...place, port: (place.port % 65535) + 1 }),
  path: (place) => ({ ...place, path: `${place.path}x` }),
  objectVersion: (place) => ({ ...place, objectVersion: `${place.objectVersion}x` }),
};

describe("the identity of a source", () => {
  for (const notation of notations) {
    describe(`as ${notation.name}`, () => {
      it("stays when only credentials, signature, expiry, order, letter case or a default port change", () => {
        fc.assert(
          fc.property(aPlace, anAccess, anAccess, (place, before, after) => {
            assert.equal(identity(notation, place, after), identity(notation, place, before));
          }),
        );
      });

      for (const part of notation.matters) {
        it(`changes with the ${part}`, () => {
          fc.assert(
            fc.property(aPlace, anAccess, anAccess, (place, before, after) => {
              const changed = changes[part](place);
              assert.notEqual(identity(notation, changed, after), identity(notation, place, before));
            }),
          );
        });
      }

      it("holds no credential and no signature", () => {
        fc.assert(
          fc.property(aPlace, anAccess, (place, access) => {
            const text = identity(notation, place, access);
            for (const secret of [access.user, access.password, access.signature, "SQX", "sqx"]) {
              assert(!text.includes(secret));
            }
          }),
        );
      });
    });
  }

  it("is the same for two places only if they are the same place", () => {
    fc.assert(
      fc.property(aNotation, aPlace, aPlace, anAccess, (notation, one, other, access) => {
        const same = described(notation, one) === described(notation, other);
        assert.equal(identity(notation, one, access) === identity(notation, other, access), same);
      }),
    );
  });

  it("never throws and is always the same, whatever the text", () => {
    const prefix = fc.constantFrom(
      "",
      "postgres://",
      "jdbc:mysql://",
      "mongodb+srv://",
      "https://",
      "host=",
      "dbname='",
    );
    const tail = fc.oneof(fc.string({ unit: "binary" }), textOf("@:/?#[]%=&,'\\ a1", 0, 20));
    fc.assert(
      fc.property(fc.constantFrom("connectionString", "importUrl"), prefix, tail, (kind, start, rest) => {
        assert.equal(identityOf(kind, start + rest), identityOf(kind, start + rest));
      }),
      { numRuns: 1000 },
    );
  });

  it("lets no part of a password slip into it, even when the password is not encoded as it should be", () => {
    const password = textOf("@:/?#[]%&;,+ ", 1, 6);
    const scheme = fc.constantFrom("postgres", "mysql", "jdbc:mysql", "mongodb", "mongodb+srv");
    fc.assert(
      fc.property(scheme, password, password, (start, one, other) => {
        const text = identityOf(
          "connectionString",
          `${start}://me:sqx${one}sqx${other}sqx@db.example.com/orders`,
        );
        assert(text === undefined || !text.includes("sqx"));
      }),
      { numRuns: 1000 },
    );
  });
});
