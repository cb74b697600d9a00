import { tellApart, type Pair } from "./pairs";

const sameUrls: readonly Pair[] = [
  ["a character encoded without need", "https://h/a%7Eb%3a%2d", "https://h/a~b:-"],
  ["letter case of an encoding", "https://h/a%2fb", "https://h/a%2Fb"],
  ["what only one of two versions of Node.js encodes", "https://h/a^b|c", "https://h/a%5Eb%7Cc"],
  ["a dot segment", "https://h/x/../a", "https://h/a"],
  ["an internationalised host", "https://dümps.example.com/a", "https://xn--dmps-0ra.example.com/a"],
  ["letter case of a version key", "https://h/a?versionId=1", "https://h/a?VersionID=1"],
  ["an empty version", "https://h/a?versionId=", "https://h/a"],
];

const otherUrls: readonly Pair[] = [
  ["http and https", "http://h/a", "https://h/a"],
  ["letter case of a path", "https://h/a", "https://h/A"],
  ["a slash and an encoded one", "https://h/a/b", "https://h/a%2Fb"],
  ["a plus and an encoded one", "https://h/a+b", "https://h/a%2Bb"],
  ["a slash at the end", "https://h/a", "https://h/a/"],
  ["an Azure files snapshot", "https://h/a?sharesnapshot=1", "https://h/a?sharesnapshot=2"],
  ["a part of an object", "https://h/a?partNumber=1", "https://h/a?partNumber=2"],
  ["a Swift version", "https://h/a?version-id=1", "https://h/a?version-id=2"],
  ["another file of Google Drive", "https://drive.google.com/uc?id=1", "https://drive.google.com/uc?id=2"],
  [
    "another file of Backblaze",
    "https://f1.backblazeb2.com/x?fileId=1",
    "https://f1.backblazeb2.com/x?fileId=2",
  ],
];

describe("two dump URLs", () => {
  tellApart("importUrl", { same: sameUrls, others: otherUrls });
});
