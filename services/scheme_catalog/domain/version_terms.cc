#include "services/scheme_catalog/domain/version_terms.h"

#include <string>

#include "absl/algorithm/container.h"
#include "google/protobuf/util/message_differencer.h"

namespace sangam::scheme_catalog {
namespace {

constexpr absl::string_view kLifeCycleFields[] = {
    "state",         "publish_time",   "suspensions",    "closed_on",
    "authors",       "submitted_by",   "published_by",   "review_note",
    "superseded_by", "in_force_until", "never_in_force", "steps"};

}  // namespace

bool IsLifeCycleField(absl::string_view field) {
  return absl::c_linear_search(kLifeCycleFields, field);
}

void ClearLifeCycle(v1::SchemeVersion* version) {
  const auto* type = v1::SchemeVersion::descriptor();
  for (const absl::string_view field : kLifeCycleFields) {
    version->GetReflection()->ClearField(
        version, type->FindFieldByName(std::string(field)));
  }
}

bool SameTerms(const v1::SchemeVersion& a, const v1::SchemeVersion& b) {
  v1::SchemeVersion left = a;
  v1::SchemeVersion right = b;
  ClearLifeCycle(&left);
  ClearLifeCycle(&right);
  return google::protobuf::util::MessageDifferencer::Equals(left, right);
}

bool WasPublished(const v1::SchemeVersion& version) {
  switch (version.state()) {
    case v1::SCHEME_VERSION_STATE_PUBLISHED:
    case v1::SCHEME_VERSION_STATE_SUSPENDED:
    case v1::SCHEME_VERSION_STATE_CLOSED:
      return true;
    default:
      return false;
  }
}

}  // namespace sangam::scheme_catalog
