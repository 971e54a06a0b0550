#include "common/changelog/store_errors.h"

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"

namespace sangam {

absl::Status SchemaTooNewError(absl::string_view part, int64_t found,
                               int64_t known) {
  return StoreFailedError(
      absl::StatusCode::kFailedPrecondition,
      absl::StrCat("the store's schema (", part, ") is version ", found,
                   ", but this binary knows versions up to ", known,
                   "; start a newer binary"));
}

absl::Status SchemaTooOldError(absl::string_view part, int64_t found,
                               int64_t known) {
  return StoreFailedError(
      absl::StatusCode::kUnavailable,
      absl::StrCat("the store's schema (", part, ") is version ", found,
                   ", but this binary needs version ", known,
                   "; run it once with --migrate"));
}

absl::Status OtherLifeError(absl::string_view store) {
  return StoreFailedError(
      absl::StatusCode::kUnavailable,
      absl::StrCat("the store \"", store,
                   "\" was restored or replaced while this process used it;"
                   " the process must be started again"));
}

absl::Status WriteAtStartError(absl::string_view until,
                               const absl::Status& full) {
  return StoreFailedError(absl::StatusCode::kResourceExhausted,
                          absl::StrCat("the store can't be opened until ",
                                       until, "; ", full.message()));
}

absl::Status OtherStoreError(absl::string_view expected,
                             absl::string_view found) {
  return StoreFailedError(absl::StatusCode::kFailedPrecondition,
                          absl::StrCat("the database holds the store \"", found,
                                       "\", not \"", expected, "\""));
}

absl::Status NoStoreError() {
  return StoreFailedError(absl::StatusCode::kFailedPrecondition,
                          "it is another program's database; name a store, or"
                          " one that is empty or not there yet");
}

}  // namespace sangam
