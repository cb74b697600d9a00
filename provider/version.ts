/** The release, as package.json has it; a test holds them together. A bundle has no package.json to read it from. */
export const version = "0.1.0";
