// Collects every fault of a request, so that a caller sees all of them at once:
//
//   Violations violations;
//   CheckRequiredText(violations, "group.title", group.title(), kTitleLength);
//   if (group.members() < 0) violations.Add("group.members", "is negative");
//   SANGAM_RETURN_IF_ERROR(violations.ToStatus());
#ifndef SANGAM_COMMON_VALIDATION_VIOLATIONS_H_
#define SANGAM_COMMON_VALIDATION_VIOLATIONS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/status/errors.h"
#include "sangam/type/v1/error_reason.pb.h"

namespace sangam {

// A list of faults. Not thread-safe; made for one request and then dropped.
// gRPC bounds the size of an error, so only the first faults are listed (at
// most kMaxListed, kMaxListedBytes in all), long texts are cut, and one line
// says how many more there are.
class Violations {
 public:
  static constexpr size_t kMaxListed = 20;
  static constexpr size_t kMaxListedBytes = 3000;

  // `field` is the path as in the request ("group.members[2]"); `description`
  // is a sentence without the path ("must not be negative"). Where any fault
  // has a reason other than INVALID_FIELD, the first such reason is the
  // reason of the whole.
  void Add(absl::string_view field, absl::string_view description,
           type::v1::ErrorReason reason = type::v1::ERROR_REASON_INVALID_FIELD);

  // Takes over the field violations of `status`, each path prefixed by
  // "prefix." (unless `prefix` is empty), and its reason. A status that is OK
  // adds nothing; one without field violations is added as a fault of `prefix`.
  void AddAll(const absl::Status& status, absl::string_view prefix = "");

  bool empty() const { return count_ == 0; }
  // All faults, listed or not.
  size_t count() const { return count_; }

  // OK, or INVALID_ARGUMENT with the faults in the order of adding.
  absl::Status ToStatus() const;

 private:
  std::vector<FieldViolation> listed_;
  std::string first_unlisted_field_;
  size_t listed_bytes_ = 0;
  size_t count_ = 0;
  type::v1::ErrorReason reason_ = type::v1::ERROR_REASON_INVALID_FIELD;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_VALIDATION_VIOLATIONS_H_
