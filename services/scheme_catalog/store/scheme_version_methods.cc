#include "services/scheme_catalog/store/scheme_version_methods.h"

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/validation/resource_name.h"
#include "google/protobuf/field_mask.pb.h"
#include "sangam/type/v1/consistency.pb.h"
#include "services/scheme_catalog/domain/catalog_errors.h"
#include "services/scheme_catalog/domain/effective_period.h"
#include "services/scheme_catalog/domain/version_terms.h"
#include "services/scheme_catalog/store/scheme_succession.h"

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

type::v1::ReadAt AtToken(const std::string& token) {
  type::v1::ReadAt read_at;
  read_at.set_exact_token(token);
  return read_at;
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

absl::Status SchemeVersionMethods::Get(
    const v1::GetSchemeVersionRequest& request,
    v1::GetSchemeVersionResponse* response) const {
  SANGAM_RETURN_IF_ERROR(standard_.Get(request, response));
  return Complete(response->token(), {response->mutable_scheme_version()});
}

absl::Status SchemeVersionMethods::List(
    const v1::ListSchemeVersionsRequest& request,
    v1::ListSchemeVersionsResponse* response) const {
  SANGAM_RETURN_IF_ERROR(standard_.List(request, response));
  return Complete(response->token(),
                  {response->mutable_scheme_versions()->pointer_begin(),
                   response->mutable_scheme_versions()->pointer_end()});
}

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
  SANGAM_RETURN_IF_ERROR(standard_.Create(draft, response));
  Advise(response);
  return absl::OkStatus();
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
  SANGAM_RETURN_IF_ERROR(standard_.UpdateWith(
      terms, response, [&](google::protobuf::Message& message) {
        return AddAuthorOf(request, principal,
                           static_cast<SchemeVersion*>(&message));
      }));
  Advise(response);
  return absl::OkStatus();
}

template <typename Request, typename Response>
absl::Status SchemeVersionMethods::Take(const std::string& principal,
                                        const Request& request,
                                        Response* response, Step step) const {
  SANGAM_RETURN_IF_ERROR(standard_.Change(
      request, response, [&](google::protobuf::Message& message) {
        return step({principal, changelog_.clock().Now()},
                    static_cast<SchemeVersion*>(&message));
      }));
  CompleteReply(response);
  return absl::OkStatus();
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

absl::Status SchemeVersionMethods::Complete(
    const std::string& token,
    const std::vector<SchemeVersion*>& versions) const {
  // Where none was published, nothing follows.
  if (absl::c_none_of(versions,
                      [](const auto* each) { return WasPublished(*each); })) {
    return absl::OkStatus();
  }
  return changelog_.Read(AtToken(token), [&](Snapshot& snapshot) {
    return FillSuccessions(snapshot, tables_, versions);
  });
}

// The write is done, and is not to look as if it were not; so the reply goes
// out even where the state that it made can't be read any more.
template <typename Response>
void SchemeVersionMethods::CompleteReply(Response* response) const {
  Complete(response->token(), {response->mutable_scheme_version()})
      .IgnoreError();
}

template <typename Response>
void SchemeVersionMethods::Advise(Response* response) const {
  const SchemeVersion& version = response->scheme_version();
  if (WasPublished(version)) return CompleteReply(response);
  changelog_
      .Read(AtToken(response->token()),
            [&](Snapshot& snapshot) -> absl::Status {
              SANGAM_ASSIGN_OR_RETURN(
                  const std::vector<SchemeVersion> versions,
                  VersionsOf(snapshot, tables_, ParentNameOf(version.name())));
              if (const auto overlap = FindOverlap(version, versions)) {
                for (const FieldViolation& fault :
                     FieldViolationsOf(OverlappingVersionError(
                         overlap->name, InWords(overlap->period)))) {
                  v1::SchemeVersionAdvice* advice = response->add_advice();
                  advice->set_field(fault.field);
                  advice->set_description(fault.description);
                }
              }
              if (const auto gap = FindGapAfter(version, versions)) {
                v1::SchemeVersionAdvice* advice = response->add_advice();
                advice->set_field("effective_until");
                advice->set_description(absl::StrCat(
                    "leaves days without terms, ", InWords(gap->period),
                    ", on which ", gap->older, " would be in force if it were",
                    " not superseded; see whether that is meant"));
              }
              return absl::OkStatus();
            })
      .IgnoreError();
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
