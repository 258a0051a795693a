import { z } from 'zod';
import { shotIdSchema } from '../document/ids';

/** Shots that something is to be made of; a feature film has about 3,000. */
export const chosenShotsSchema = z.array(shotIdSchema).min(1).max(10_000);
