#include "services/scheme_catalog/store/scheme_version_methods.h"

#include "absl/strings/string_view.h"
#include "google/protobuf/field_mask.pb.h"
#include "services/scheme_catalog/domain/catalog_errors.h"
#include "services/scheme_catalog/domain/version_terms.h"

namespace sangam::scheme_catalog {
namespace {

using google::protobuf::FieldMask;
using v1::SchemeVersion;

constexpr char kResource[] = "scheme_version";

bool IsTerm(absl::string_view path) {
  return !IsLifeCycleField(path.substr(0, path.find('.')));
}

bool TakesAll(const FieldMask& mask) {
  return mask.paths().empty() ||
         (mask.paths_size() == 1 && mask.paths(0) == "*");
}

// The mask without what only the steps set. It always names a field, because an
// empty mask would take all of them.
FieldMask TermsOnly(const FieldMask& mask) {
  FieldMask terms;
  terms.add_paths("name");
  if (TakesAll(mask)) {
    const auto* type = SchemeVersion::descriptor();
    for (int i = 0; i < type->field_count(); ++i) {
      const std::string& field = type->field(i)->name();
      if (IsTerm(field)) terms.add_paths(field);
    }
    return terms;
  }
  for (const std::string& path : mask.paths()) {
    if (IsTerm(path)) terms.add_paths(path);
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

// A new version is a draft, whatever a caller says of its life.
void MakeDraft(SchemeVersion* version) {
  ClearLifeCycle(version);
  version->set_state(v1::SCHEME_VERSION_STATE_DRAFT);
}

// Nobody writes terms without saying who it is; a rehearsal stores nothing.
template <typename Request>
absl::Status AddAuthorOf(const Request& request, const std::string& principal,
                         SchemeVersion* version) {
  if (principal.empty() && !request.validate_only()) {
    return PrincipalRequiredError();
  }
  AddAuthor(principal, version);
  return absl::OkStatus();
}

}  // namespace

absl::Status SchemeVersionMethods::Create(
    const std::string& principal, const v1::CreateSchemeVersionRequest& request,
    v1::CreateSchemeVersionResponse* response) const {
  if (WasPublished(request.scheme_version())) {
    return PrefixFields(PublishByUpdateError(), kResource);
  }
  v1::CreateSchemeVersionRequest draft = request;
  // An unknown state is left for the check of the version to refuse.
  if (draft.has_scheme_version() &&
      v1::SchemeVersionState_IsValid(draft.scheme_version().state())) {
    MakeDraft(draft.mutable_scheme_version());
    SANGAM_RETURN_IF_ERROR(
        AddAuthorOf(request, principal, draft.mutable_scheme_version()));
  }
  return standard_.Create(draft, response);
}

absl::Status SchemeVersionMethods::Update(
    const std::string& principal, const v1::UpdateSchemeVersionRequest& request,
    v1::UpdateSchemeVersionResponse* response) const {
  if (WasPublished(request.scheme_version()) &&
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
  return standard_.UpdateWith(
      terms, response, [&](google::protobuf::Message& message) {
        return AddAuthorOf(request, principal,
                           static_cast<SchemeVersion*>(&message));
      });
}

absl::Status SchemeVersionMethods::Take(
    const std::string& principal, const google::protobuf::Message& request,
    google::protobuf::Message* response, Step step) const {
  return standard_.Change(request, response,
                          [&](google::protobuf::Message& message) {
                            return step({principal, changelog_.clock().Now()},
                                        static_cast<SchemeVersion*>(&message));
                          });
}

absl::Status SchemeVersionMethods::Submit(
    const std::string& principal, const v1::SubmitSchemeVersionRequest& request,
    v1::SubmitSchemeVersionResponse* response) const {
  return Take(principal, request, response, scheme_catalog::Submit);
}

absl::Status SchemeVersionMethods::Return(
    const std::string& principal, const v1::ReturnSchemeVersionRequest& request,
    v1::ReturnSchemeVersionResponse* response) const {
  return Take(principal, request, response,
              [&](const StepTaker& taker, SchemeVersion* version) {
                return scheme_catalog::Return(request, taker, version);
              });
}

absl::Status SchemeVersionMethods::Publish(
    const std::string& principal,
    const v1::PublishSchemeVersionRequest& request,
    v1::PublishSchemeVersionResponse* response) const {
  return Take(principal, request, response, scheme_catalog::Publish);
}

absl::Status SchemeVersionMethods::Suspend(
    const std::string& principal,
    const v1::SuspendSchemeVersionRequest& request,
    v1::SuspendSchemeVersionResponse* response) const {
  return Take(principal, request, response,
              [&](const StepTaker& taker, SchemeVersion* version) {
                return scheme_catalog::Suspend(request, taker, version);
              });
}

absl::Status SchemeVersionMethods::Resume(
    const std::string& principal, const v1::ResumeSchemeVersionRequest& request,
    v1::ResumeSchemeVersionResponse* response) const {
  return Take(principal, request, response,
              [&](const StepTaker& taker, SchemeVersion* version) {
                return scheme_catalog::Resume(request, taker, version);
              });
}

absl::Status SchemeVersionMethods::Close(
    const std::string& principal, const v1::CloseSchemeVersionRequest& request,
    v1::CloseSchemeVersionResponse* response) const {
  return Take(principal, request, response,
              [&](const StepTaker& taker, SchemeVersion* version) {
                return scheme_catalog::Close(request, taker, version);
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
        published = version && WasPublished(*version);
        return absl::OkStatus();
      }));
  return published;
}

}  // namespace sangam::scheme_catalog
