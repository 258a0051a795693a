// How dependency-cruiser finds what "@shared/…" means; the same as "paths" in tsconfig.json.
const { resolve } = require('node:path');

module.exports = { resolve: { alias: { '@shared': resolve(process.cwd(), 'shared') } } };
