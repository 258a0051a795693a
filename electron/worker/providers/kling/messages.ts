import type { Cost } from '@shared/generation/cost';
import { sumCosts } from '@shared/generation/estimateCost';
import type { Model } from '@shared/generation/model';
import { z } from 'zod';

/*
 * Kling's answers, both generations, parsed at the door: ids as text, unknown fields passed over, states in our words.
 */

const id = z.union([z.string().min(1).max(200), z.int()]).transform(String);
const optionalText = z.string().max(4_000).nullish();

export const envelopeSchema = z.object({
  code: z.int().nullish(),
  message: optionalText,
  request_id: optionalText,
  // Some refusals come without.
  data: z.unknown().optional(),
});

const billingSchema = z.object({
  charge_type: z.string().max(40).nullish(),
  amount: z.union([z.string().max(40), z.number()]).nullish(),
  currency: z.string().max(10).nullish(),
});

const outputSchema = z.object({
  type: z.string().max(40),
  id: id.nullish(),
  url: z.string().max(8_000).nullish(),
  duration: z.union([z.string().max(40), z.number()]).nullish(),
});

const standardTaskSchema = z.object({
  id,
  status: z.string().max(40),
  message: optionalText,
  external_id: z.string().max(200).nullish(),
  outputs: z.array(outputSchema).max(100).nullish(),
  billing: z.array(billingSchema).max(100).nullish(),
});

const legacyFileSchema = z.object({
  id: id.nullish(),
  url: z.string().max(8_000),
  index: z.int().nullish(),
  duration: z.union([z.string().max(40), z.number()]).nullish(),
});

const legacyTaskSchema = z.object({
  task_id: id,
  task_status: z.string().max(40),
  task_status_msg: optionalText,
  task_info: z.object({ external_task_id: z.string().max(200).nullish() }).nullish(),
  task_result: z
    .object({
      videos: z.array(legacyFileSchema).max(100).nullish(),
      images: z.array(legacyFileSchema).max(100).nullish(),
      series_images: z.array(legacyFileSchema).max(100).nullish(),
      elements: z
        .array(
          z.object({
            element_id: id,
            element_name: z.string().max(200).nullish(),
            status: z.string().max(40).nullish(),
          }),
        )
        .max(600)
        .nullish(),
      voices: z
        .array(
          z.object({
            voice_id: id,
            voice_name: z.string().max(200).nullish(),
            status: z.string().max(40).nullish(),
          }),
        )
        .max(1_200)
        .nullish(),
      audios: z.array(legacyFileSchema).max(100).nullish(),
    })
    .nullish(),
  final_unit_deduction: z.union([z.string().max(40), z.number()]).nullish(),
  final_balance_deduction: z
    .object({
      quota: z.union([z.string().max(40), z.number()]).nullish(),
      list_price: z.unknown().optional(),
    })
    .nullish(),
});

export interface KlingOutput {
  readonly type: 'video' | 'image' | 'audio' | 'element' | 'voice' | 'other';
  readonly id: string | null;
  readonly url: string | null;
  readonly name: string | null;
}

export interface KlingTask {
  readonly id: string;
  readonly externalId: string | null;
  readonly state: 'waiting' | 'running' | 'succeeded' | 'failed';
  /** Why it failed; the vendor's words. */
  readonly message: string;
  readonly outputs: readonly KlingOutput[];
  /** In the vendor's units, or cash. */
  readonly units: number | null;
  readonly cash: { readonly amount: number; readonly currency: string } | null;
}

/** A task of either generation; undefined = it is none. */
export function parseTask(value: unknown): KlingTask | undefined {
  const standard = standardTaskSchema.safeParse(value);
  if (standard.success) return fromStandard(standard.data);
  const legacy = legacyTaskSchema.safeParse(value);
  return legacy.success ? fromLegacy(legacy.data) : undefined;
}

/** Of a list in which strange entries are passed over. */
export function parseTasks(value: unknown): KlingTask[] {
  const list = Array.isArray(value) ? value : [];
  return list.flatMap((item) => parseTask(item) ?? []);
}

function fromStandard(task: z.infer<typeof standardTaskSchema>): KlingTask {
  const outputs = (task.outputs ?? []).map((output) => ({
    type: outputType(output.type),
    id: output.id ?? null,
    url: output.url ?? null,
    name: null,
  }));
  const billing = task.billing ?? [];
  const units = billing
    .filter(({ charge_type }) => charge_type !== 'cash')
    .map(({ amount }) => numberOf(amount));
  const cash = billing.filter(({ charge_type }) => charge_type === 'cash');
  return {
    id: task.id,
    externalId: task.external_id ?? null,
    state: stateOf(task.status),
    message: task.message ?? '',
    outputs,
    units: units.length > 0 ? units.reduce((sum, value) => sum + value, 0) : null,
    cash:
      cash.length > 0
        ? {
            amount: cash.reduce((sum, { amount }) => sum + numberOf(amount), 0),
            currency: cash[0]?.currency?.toUpperCase() ?? 'USD',
          }
        : null,
  };
}

function fromLegacy(task: z.infer<typeof legacyTaskSchema>): KlingTask {
  const { videos, images, series_images, elements, voices, audios } = task.task_result ?? {};
  const files = (list: typeof videos, type: KlingOutput['type']): KlingOutput[] =>
    (list ?? []).map((file) => ({ type, id: file.id ?? null, url: file.url, name: null }));
  const { final_unit_deduction: units, final_balance_deduction: balance } = task;
  return {
    id: task.task_id,
    externalId: task.task_info?.external_task_id ?? null,
    state: stateOf(task.task_status),
    message: task.task_status_msg ?? '',
    outputs: [
      ...files(videos, 'video'),
      ...files(series_images?.length ? series_images : images, 'image'),
      ...files(audios, 'audio'),
      ...(elements ?? []).flatMap((element) =>
        element.status === 'deleted'
          ? []
          : [
              {
                type: 'element' as const,
                id: element.element_id,
                url: null,
                name: element.element_name ?? null,
              },
            ],
      ),
      ...(voices ?? []).flatMap((voice) =>
        voice.status === 'deleted'
          ? []
          : [{ type: 'voice' as const, id: voice.voice_id, url: null, name: voice.voice_name ?? null }],
      ),
    ],
    units: units === null || units === undefined || units === '' ? null : numberOf(units),
    cash:
      balance?.quota === null || balance?.quota === undefined || numberOf(balance.quota) === 0
        ? null
        : { amount: numberOf(balance.quota), currency: 'USD' },
  };
}

/** New standard `succeeded`, legacy `succeed`; what nobody has named goes on. */
function stateOf(status: string): KlingTask['state'] {
  const lower = status.toLowerCase();
  if (lower === 'succeeded' || lower === 'succeed') return 'succeeded';
  if (lower === 'failed') return 'failed';
  return lower === 'submitted' ? 'waiting' : 'running';
}

function outputType(type: string): KlingOutput['type'] {
  const known = ['video', 'image', 'audio', 'element', 'voice'] as const;
  return known.find((candidate) => candidate === type) ?? 'other';
}

function numberOf(value: string | number | null | undefined): number {
  const number = Number(value ?? 0);
  return Number.isFinite(number) && number > 0 ? number : 0;
}

/** Of a model or a service: what a unit of it is worth. */
interface PricedModel {
  readonly price: Pick<NonNullable<Model['price']>, 'unit' | 'money'> | null;
}

/** What a task has cost, by what the vendor says; null = nothing, or it does not say. */
export function chargedFor(
  { units, cash }: Pick<KlingTask, 'units' | 'cash'>,
  model: PricedModel | undefined,
): Cost | null {
  const price = model?.price;
  const inUnits: Cost | null =
    units === null
      ? null
      : {
          amount: units,
          unit: price?.unit ?? 'unit',
          money: price
            ? { amount: rounded(units * price.money.amount), currency: price.money.currency }
            : null,
          credits: null,
        };
  const inCash: Cost | null =
    cash === null ? null : { amount: cash.amount, unit: cash.currency, money: { ...cash }, credits: null };
  if (inUnits && inUnits.amount > 0 && inCash) return sumCosts([inUnits, inCash]) ?? moneyOf(inUnits, inCash);
  return inCash ?? inUnits;
}

/** Partly from a package, partly in cash: all of it as money, where both are in one currency. */
function moneyOf(inUnits: Cost, inCash: Cost): Cost {
  const { money } = inCash;
  if (!money || inUnits.money?.currency !== money.currency) return inCash;
  const amount = rounded(inUnits.money.amount + money.amount);
  return { amount, unit: money.currency, money: { amount, currency: money.currency }, credits: null };
}

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
