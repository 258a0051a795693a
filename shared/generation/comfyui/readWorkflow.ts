import { CodedError } from '../../rpc/result';
import { type ApiWorkflow, isObject, looksLikeApi, parseApiWorkflow } from './apiWorkflow';
import { type InterfaceWorkflow, looksLikeInterface, parseInterfaceWorkflow } from './interfaceWorkflow';
import { type Inflate, isPng, isWebp, pngTexts, webpTexts } from './pictureText';
import { parsePythonJson } from './pythonJson';

/** Of a file, picture and all. */
export const workflowFileCap = 64 * 2 ** 20;

export type FoundWorkflow =
  | { readonly format: 'api'; readonly workflow: ApiWorkflow }
  /** Needs the names of fields from a server. */
  | { readonly format: 'interface'; readonly graph: InterfaceWorkflow };

/** How to get a file that needs no conversion. The menu's name changed with ComfyUI's version. */
export const howToExport =
  'In ComfyUI, open the workflow and choose Workflow → Export (API). In older versions, switch on "Dev mode" in the settings first; the button is called "Save (API Format)".';

/**
 * Finds the workflow in a file a person dropped: JSON in either of ComfyUI's two formats, or a PNG or WebP made by
 * ComfyUI, which carries both. Of a picture the API format is taken, which is exactly what made it.
 * @param name the file's name, for the words of an error
 * @throws CodedError `unreadable` or `tooLarge` saying what the file is instead and what mends it
 */
export function readWorkflow(bytes: Uint8Array, name: string, inflate: Inflate): FoundWorkflow {
  if (bytes.byteLength > workflowFileCap) {
    throw new CodedError('tooLarge', `"${name}" has more than 64 MB: no workflow is as large.`);
  }
  if (bytes.byteLength === 0) throw new CodedError('unreadable', `"${name}" is empty.`);
  if (isPng(bytes)) return fromPicture(pngTexts(bytes, inflate), name, 'PNG');
  if (isWebp(bytes)) return fromPicture(webpTexts(bytes), name, 'WebP');
  const text = new TextDecoder('utf-8').decode(bytes);
  if (/^\s*<(!doctype|html)/i.test(text)) {
    throw new CodedError('unreadable', `"${name}" is a web page, no workflow. ${howToExport}`);
  }
  return fromJson(parsed(text, name), name);
}

function fromPicture(texts: ReadonlyMap<string, string>, name: string, kind: 'PNG' | 'WebP'): FoundWorkflow {
  const prompt = texts.get('prompt');
  if (prompt?.trim().startsWith('{')) {
    return { format: 'api', workflow: parseApiWorkflow(parsed(prompt, name)) };
  }
  const workflow = texts.get('workflow');
  if (workflow !== undefined) return fromJson(parsed(workflow, name), name);
  if (texts.has('parameters')) {
    throw new CodedError(
      'unreadable',
      `"${name}" was made by another program than ComfyUI and carries no workflow, only its settings.`,
    );
  }
  throw new CodedError(
    'unreadable',
    `"${name}" carries no workflow. ComfyUI writes it into the ${kind} files it saves; programs that copy, crop or send pictures often drop it.`,
  );
}

function fromJson(value: unknown, name: string): FoundWorkflow {
  if (looksLikeApi(value)) return { format: 'api', workflow: parseApiWorkflow(value) };
  if (looksLikeInterface(value)) return { format: 'interface', graph: parseInterfaceWorkflow(value) };
  // What is sent to a server, or what a server remembers of a run.
  const inner = isObject(value) ? (value['prompt'] ?? value['workflow']) : undefined;
  const kept = Array.isArray(inner) ? inner[2] : inner;
  if (looksLikeApi(kept)) return { format: 'api', workflow: parseApiWorkflow(kept) };
  if (looksLikeInterface(kept)) return { format: 'interface', graph: parseInterfaceWorkflow(kept) };
  throw new CodedError('unreadable', `"${name}" is JSON, but no workflow of ComfyUI. ${howToExport}`);
}

function parsed(text: string, name: string): unknown {
  try {
    return parsePythonJson(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new CodedError(
      'unreadable',
      `"${name}" is no JSON, or its end is missing. Workflows are JSON files, or PNG and WebP pictures made by ComfyUI.`,
    );
  }
}
