// What a handler knows about the call that it answers.
#ifndef SANGAM_COMMON_SERVER_CALL_CONTEXT_H_
#define SANGAM_COMMON_SERVER_CALL_CONTEXT_H_

#include <functional>
#include <string>

#include "absl/time/time.h"

namespace sangam {

// Lives as long as the handler runs (a stream's: until its source is
// destroyed); keep no reference to it afterwards. Its members may be read from
// several threads.
struct CallContext {
  // When the caller stops waiting. A unary call always has one, because the
  // server caps it; a stream without one has absl::InfiniteFuture().
  absl::Time deadline = absl::InfiniteFuture();
  // From the metadata "x-request-id", or made here; fit for logs: printable
  // ASCII, at most 128 characters, identity numbers masked.
  std::string request_id;
  // From the metadata "sangam-purpose"; fit for logs in the same way; may be
  // empty.
  std::string purpose;
  // From the metadata "sangam-principal": the account that asks, 1 to 100 of
  // a-z, 0-9 and . _ @ -; empty if the caller did not say. A call whose
  // principal is of another shape never reaches a handler.
  std::string principal;
  // Whether the answer is no longer wanted: the caller went away, or the
  // deadline passed. Long work asks now and then. Never empty in a handler.
  std::function<bool()> cancelled = [] { return false; };
};

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_CALL_CONTEXT_H_
