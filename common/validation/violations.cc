#include "common/validation/violations.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace sangam {
namespace {

constexpr size_t kMaxFieldBytes = 200;
constexpr size_t kMaxDescriptionBytes = 400;

// The first `limit` bytes, or a few less so that no character is cut in two.
std::string Cut(absl::string_view text, size_t limit) {
  if (text.size() <= limit) return std::string(text);
  while (limit > 0 && (text[limit] & 0xC0) == 0x80) --limit;
  return absl::StrCat(text.substr(0, limit), "...");
}

}  // namespace

void Violations::Add(absl::string_view field, absl::string_view description,
                     type::v1::ErrorReason reason) {
  ++count_;
  if (reason_ == type::v1::ERROR_REASON_INVALID_FIELD) reason_ = reason;
  FieldViolation violation{Cut(field, kMaxFieldBytes),
                           Cut(description, kMaxDescriptionBytes)};
  const size_t bytes = violation.field.size() + violation.description.size();
  const bool all_listed_so_far = listed_.size() + 1 == count_;
  if (!all_listed_so_far || listed_.size() == kMaxListed ||
      listed_bytes_ + bytes > kMaxListedBytes) {
    if (all_listed_so_far) first_unlisted_field_ = violation.field;
    return;
  }
  listed_bytes_ += bytes;
  listed_.push_back(std::move(violation));
}

void Violations::AddAll(const absl::Status& status, absl::string_view prefix) {
  if (status.ok()) return;
  const std::vector<FieldViolation> violations = FieldViolationsOf(status);
  if (violations.empty()) Add(prefix, status.message());
  for (const FieldViolation& violation : violations) {
    Add(prefix.empty() ? violation.field
                       : absl::StrCat(prefix, ".", violation.field),
        violation.description, ReasonOf(status));
  }
}

absl::Status Violations::ToStatus() const {
  if (empty()) return absl::OkStatus();
  std::vector<FieldViolation> listed = listed_;
  if (count_ > listed.size()) {
    listed.push_back(
        {first_unlisted_field_,
         absl::StrCat("and other fields: ", count_ - listed_.size(),
                      " more faults are not listed here")});
  }
  return InvalidFieldsError(listed, reason_);
}

}  // namespace sangam
