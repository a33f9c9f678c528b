// Names of modules do not depend on the folder in which they are built.
module.exports = { context: __dirname, optimization: { moduleIds: "named", chunkIds: "named" } };
