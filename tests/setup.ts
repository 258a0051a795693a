import fc from 'fast-check';

// A failing property prints its seed and path; verbose also lists the shrunk values. A run can be repeated with
// FC_SEED=<seed>.
const seed = Number(process.env.FC_SEED);
fc.configureGlobal({
  verbose: fc.VerbosityLevel.Verbose,
  ...(Number.isInteger(seed) && process.env.FC_SEED ? { seed } : {}),
});
