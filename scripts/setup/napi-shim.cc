// Lets an addon written for Node-API 10 run on hosts with Node-API 8 or 9.
//
// Version 10 allows strong references to any value; earlier hosts refuse strings and numbers with
// napi_invalid_arg. The linker's --wrap sends the addon's three reference calls here, and a primitive is kept
// inside a one-element array. Which references are boxed is remembered per thread: an environment, and every
// reference made in it, belongs to one thread.
#include <node_api.h>
#include <unordered_set>

static thread_local std::unordered_set<napi_ref> boxed;

extern "C" {
napi_status __real_napi_create_reference(napi_env, napi_value, uint32_t, napi_ref*);
napi_status __real_napi_get_reference_value(napi_env, napi_ref, napi_value*);
napi_status __real_napi_delete_reference(napi_env, napi_ref);

napi_status __wrap_napi_create_reference(napi_env env, napi_value value, uint32_t count, napi_ref* result) {
  napi_valuetype type;
  napi_status status = napi_typeof(env, value, &type);
  if (status != napi_ok) return status;
  if (type == napi_object || type == napi_function || type == napi_external || type == napi_symbol) {
    return __real_napi_create_reference(env, value, count, result);
  }
  napi_value box;
  if ((status = napi_create_array_with_length(env, 1, &box)) != napi_ok) return status;
  if ((status = napi_set_element(env, box, 0, value)) != napi_ok) return status;
  if ((status = __real_napi_create_reference(env, box, count, result)) == napi_ok) boxed.insert(*result);
  return status;
}

napi_status __wrap_napi_get_reference_value(napi_env env, napi_ref ref, napi_value* result) {
  napi_status status = __real_napi_get_reference_value(env, ref, result);
  if (status != napi_ok || *result == nullptr || boxed.count(ref) == 0) return status;
  return napi_get_element(env, *result, 0, result);
}

napi_status __wrap_napi_delete_reference(napi_env env, napi_ref ref) {
  boxed.erase(ref);
  return __real_napi_delete_reference(env, ref);
}
}
