import type { CustomField, CustomValue } from '../document/records';

/** Why a value cannot be one of the field's, in words; null = it can. */
export function customValueProblem(field: CustomField, value: CustomValue): string | null {
  switch (field.type) {
    case 'text':
      return typeof value === 'string' ? null : `"${field.name}" holds text.`;
    case 'number':
      return typeof value === 'number' ? null : `"${field.name}" holds a number.`;
    case 'checkbox':
      return typeof value === 'boolean' ? null : `"${field.name}" is ticked or not.`;
    case 'choice':
      return typeof value === 'string' && (value === '' || field.choices.includes(value))
        ? null
        : `"${field.name}" is one of: ${field.choices.join(', ') || 'nothing yet'}.`;
  }
}
