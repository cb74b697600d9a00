import assert from "node:assert/strict";
import { purposeOf, wordsOf } from "../../../provider/source/queryKeys";

const words: Readonly<Record<string, readonly string[]>> = {
  "aws-access-key-id": ["AWSAccessKeyId", "aws_access_key_id", "aws.access.key.id", "-aws--accessKey_ID_"],
  "größe-2": ["Größe_2", "größe[2]"],
  files: ["files[]", "FILES"],
};

const choices =
  "file files object objects path paths file-name filename filePath fileid object_key objectKey session_file id " +
  "name version generation snapshot shareSnapshot sharesnapshot share rev revision ref commit sourcedoc archive_id " +
  "artifactName dump-uuid partNumber resid uniqueid versionId a-item-id itemid";

const credentials =
  "signature sig sign signed signing signer hmac md5 sha sha256 hash token jwt nonce verify policy csrf otp secret " +
  "password passwd passphrase passcode pwd pass credential credentials cred creds auth authorization authentication " +
  "oauth oauth2 bearer session sessid ticket cookie token-id tokenKey signedAt signed-by sign_time sign-type " +
  "jsessionid accesstoken CDNToken x-temp-url-sig api_key apikey api-key-id license-key rlkey access-key accesskey " +
  "accessKeyId accesskeyid awsaccesskey q-ak q-sign q-signature hdnts hdnea hdntl gda";

const labels =
  "expires expire expired expiry expiration exp ttl valid-until validUntil valid-to expiresAt expires-in user " +
  "username login account actor access-id accessid key-id keyid key-pair-id keypairid client-id clientid x-amz-date " +
  "x-goog-algorithm x-id q-sign-algorithm q-key-time q-header-list q-url-param-list response-content-type " +
  "response-cache-control response-content-foo response-expires content-disposition b2ContentDisposition " +
  "b2contenttype contentEncoding content-language cache-control cachecontrol disposition user-project userProject " +
  "userproject hash-algorithm timeout api-version apiversion x-ms-version utm_source";

const none =
  "table filesystem file_size sessionfile profile commit_hash file_token backup_signature dump-password myid ids " +
  "item redesign broken tokens tokenized user_data monkey myapikey api-keys accesskeys my-q-ak q-akin my-hdnts " +
  "hdntsx my-gda gdas accessids my-key-id key-pair-ids my-client-id my-x-amz-date x-idx my-q-key-time response-id " +
  "my-response-content my-response-content-foo response-expires-never content-type-x my-user-project user-projects " +
  "hash-algorithms client-ids my-x-id content mydisposition dispositions my-hash-algorithm timeouts my-timeout " +
  "my-api-version api-versions my-utm-source";

describe("a key of a URL's query", () => {
  for (const [expected, keys] of Object.entries(words))
    for (const key of keys)
      it(`is read as ${expected}: ${key}`, () => {
        assert.equal(wordsOf(key), expected);
      });

  for (const [purpose, keys] of [
    ["choice", choices],
    ["credential", credentials],
    ["label", labels],
    [undefined, none],
  ] as const)
    for (const key of keys.split(" "))
      it(`${purpose === undefined ? "has no known purpose" : `is a ${purpose}`}: ${key}`, () => {
        assert.equal(purposeOf(wordsOf(key)), purpose);
      });
});
