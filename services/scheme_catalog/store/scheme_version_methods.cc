#include "services/scheme_catalog/store/scheme_version_methods.h"

#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/util/time_util.h"
#include "services/scheme_catalog/domain/catalog_errors.h"

namespace sangam::scheme_catalog {
namespace {

using google::protobuf::FieldMask;
using v1::SchemeVersion;

constexpr char kResource[] = "scheme_version";

bool IsSetByPublishing(absl::string_view path) {
  const absl::string_view field = path.substr(0, path.find('.'));
  return field == "state" || field == "publish_time";
}

bool TakesAll(const FieldMask& mask) {
  return mask.paths().empty() ||
         (mask.paths_size() == 1 && mask.paths(0) == "*");
}

// The mask without what only publishing sets. It always names a field, because
// an empty mask would take all of them.
FieldMask TermsOnly(const FieldMask& mask) {
  FieldMask terms;
  terms.add_paths("name");
  if (TakesAll(mask)) {
    const auto* type = SchemeVersion::descriptor();
    for (int i = 0; i < type->field_count(); ++i) {
      const std::string& field = type->field(i)->name();
      if (!IsSetByPublishing(field)) terms.add_paths(field);
    }
    return terms;
  }
  for (const std::string& path : mask.paths()) {
    if (!IsSetByPublishing(path)) terms.add_paths(path);
  }
  return terms;
}

bool TakesState(const FieldMask& mask) {
  if (TakesAll(mask)) return true;
  for (const std::string& path : mask.paths()) {
    if (path == "state") return true;
  }
  return false;
}

// A new version is a draft, whatever a caller says of its publishing.
void MakeDraft(SchemeVersion* version) {
  version->set_state(v1::SCHEME_VERSION_STATE_DRAFT);
  version->clear_publish_time();
}

}  // namespace

absl::Status SchemeVersionMethods::Create(
    const v1::CreateSchemeVersionRequest& request,
    v1::CreateSchemeVersionResponse* response) const {
  if (request.scheme_version().state() == v1::SCHEME_VERSION_STATE_PUBLISHED) {
    return PrefixFields(PublishByUpdateError(), kResource);
  }
  v1::CreateSchemeVersionRequest draft = request;
  // An unknown state is left for the check of the version to refuse.
  if (draft.has_scheme_version() &&
      v1::SchemeVersionState_IsValid(draft.scheme_version().state())) {
    MakeDraft(draft.mutable_scheme_version());
  }
  return standard_.Create(draft, response);
}

absl::Status SchemeVersionMethods::Update(
    const v1::UpdateSchemeVersionRequest& request,
    v1::UpdateSchemeVersionResponse* response) const {
  if (request.scheme_version().state() == v1::SCHEME_VERSION_STATE_PUBLISHED &&
      TakesState(request.update_mask())) {
    // Publishing meanwhile does no harm: the update then meets a published
    // version and is judged by its terms alone.
    SANGAM_ASSIGN_OR_RETURN(const bool published,
                            IsPublished(request.scheme_version().name()));
    if (!published) return PrefixFields(PublishByUpdateError(), kResource);
  }
  v1::UpdateSchemeVersionRequest terms = request;
  *terms.mutable_update_mask() = TermsOnly(request.update_mask());
  if (terms.has_scheme_version()) MakeDraft(terms.mutable_scheme_version());
  return standard_.Update(terms, response);
}

absl::Status SchemeVersionMethods::Publish(
    const v1::PublishSchemeVersionRequest& request,
    v1::PublishSchemeVersionResponse* response) const {
  return standard_.Change(
      request, response, [this](google::protobuf::Message& message) {
        auto& version = static_cast<SchemeVersion&>(message);
        if (version.state() == v1::SCHEME_VERSION_STATE_PUBLISHED) {
          return absl::OkStatus();
        }
        version.set_state(v1::SCHEME_VERSION_STATE_PUBLISHED);
        *version.mutable_publish_time() =
            google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(
                absl::ToUnixMicros(changelog_.clock().Now()));
        return absl::OkStatus();
      });
}

absl::StatusOr<bool> SchemeVersionMethods::IsPublished(
    const std::string& name) const {
  bool published = false;
  SANGAM_RETURN_IF_ERROR(
      changelog_.Read([&](Snapshot& snapshot) -> absl::Status {
        SANGAM_ASSIGN_OR_RETURN(
            const absl::optional<SchemeVersion> version,
            Find<SchemeVersion>(snapshot, tables_.scheme_versions, name));
        published =
            version && version->state() == v1::SCHEME_VERSION_STATE_PUBLISHED;
        return absl::OkStatus();
      }));
  return published;
}

}  // namespace sangam::scheme_catalog
