import assert from "node:assert/strict";
import { mayShowCredential, showsCredential } from "../../../provider/redaction/looks";

const shows: readonly (readonly [what: string, text: string])[] = [
  ["a password of a URL that is cut short", "at x://app:s3cret"],
  ["a password that begins like a port", "at x://app:5432pw"],
  ["a number too long for a port", "at x://app:543210"],
  ["a user", "at x://app@db"],
  ["a user and a password", "at x://app:a,b@db:5432/orders"],
  ["a setting in capitals", "PASSWORD=x"],
  ["a field in capitals", "SECRET: 'x'"],
  ["a token with a digit", "Bearer abcde1"],
  ["a token with a capital inside", "bearer abcdeF"],
  ["a token that is padded", "BASIC abcdef="],
  ["a token of sixteen letters", "Basic abcdefghijklmnop"],
  ["a token behind two blanks", "BEARER  abcde1"],
];

const doesNot: readonly (readonly [what: string, text: string])[] = [
  ["a port before a path", "at x://db:5432/orders"],
  ["a port at the end", "at x://db:5432"],
  ["a port before a comma", "at x://db:5432, twice"],
  ["a host before a colon", "at x://db: refused"],
  ["a colon before a path", "at x://db:/orders"],
  ["a colon in a path", "at x://db/a:b"],
  ["an @ in a path", "at x://db/a@b"],
  ["a colon in the next word", "x:// a:b"],
  ["an @ in the next word", "x:// a@b"],
  ["prose about a token", "Bearer token is missing"],
  ["fifteen letters", "Bearer abcdefghijklmno"],
  ["five characters", "Bearer abcd1"],
  ["capitals", "Bearer ABCDEF"],
  ["another mark before a token", "Bearer $abcde1"],
  ["a word that begins so", "Bearerabcde1 abcde1"],
  ["a word that ends so", "forbearer abcde1"],
  ["a number behind the next word", "Bearer token 123456"],
];

describe("a text", () => {
  for (const [what, text] of shows)
    it(`shows a credential: ${what}`, () => {
      assert.equal(showsCredential(text), true);
    });

  for (const [what, text] of doesNot)
    it(`shows no credential: ${what}`, () => {
      assert.equal(showsCredential(text), false);
    });

  for (const text of ["Password: x", "IDENTIFIED BY", "x://db"])
    it(`may show one that is not known: ${text}`, () => {
      assert.equal(mayShowCredential(text), true);
    });

  for (const text of ["http://db", "https://db", "access denied"])
    it(`cannot show one: ${text}`, () => {
      assert.equal(mayShowCredential(text), false);
    });
});
