#include "services/matching/coverage/scheme_preview.h"

#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/changelog/digest.h"
#include "common/clock/civil_date.h"
#include "common/validation/date.h"
#include "common/validation/identity_number.h"
#include "common/validation/resource_name.h"
#include "common/validation/violations.h"
#include "services/matching/catalog/draft_scheme.h"

namespace sangam::matching {
namespace {

constexpr int kMostExamples = 1000;

std::string QuestionDigest(v1::PreviewSchemeRequest request) {
  request.clear_min_token();
  return absl::BytesToHexString(Sha256(SerializeDeterministically(request)));
}

}  // namespace

absl::Status SchemePreview::Begin(const CallContext& call,
                                  v1::PreviewSchemeResponse*) {
  SANGAM_RETURN_IF_ERROR(RefuseIdentityNumbers(request_));
  SANGAM_ASSIGN_OR_RETURN(basis_, reader_.Read(request_.min_token(), call));
  digest_ = QuestionDigest(request_);
  Violations violations;
  if (request_.scheme_version().name().empty()) {
    violations.Add("scheme_version.name", "is missing");
  }
  CheckDraftVersion(violations, request_.scheme_version(), "scheme_version");
  if (request_.has_as_of()) {
    basis_.as_of =
        CheckDate(violations, "as_of", request_.as_of()).value_or(basis_.as_of);
  } else if (request_.scheme_version().has_effective_from()) {
    basis_.as_of = CheckDate(violations, "scheme_version.effective_from",
                             request_.scheme_version().effective_from())
                       .value_or(basis_.as_of);
  }
  if (request_.examples() < 0) {
    violations.Add("examples", "must not be negative");
  }
  // Whom a draft reaches is told by its version alone; the scheme names it.
  if (request_.has_scheme()) {
    CheckDraftScheme(violations, request_.scheme(),
                     request_.scheme_version().name());
  }
  SANGAM_RETURN_IF_ERROR(violations.ToStatus());
  std::vector<SharedVersion> versions;
  SANGAM_RETURN_IF_ERROR(FindVersions(&versions));
  SANGAM_ASSIGN_OR_RETURN(
      SharedVersion cohort,
      CompileCohort(basis_.catalog.snapshot, request_.cohort(),
                    *basis_.subjects.places));
  scan_.emplace(&basis_, std::move(versions), std::move(cohort));
  return absl::OkStatus();
}

absl::Status SchemePreview::FindVersions(std::vector<SharedVersion>* versions) {
  const SharedCatalog& catalog = basis_.catalog.snapshot;
  SANGAM_ASSIGN_OR_RETURN(
      SharedVersion draft,
      CompileDraft(catalog, request_.scheme_version(), "scheme_version"));
  versions->push_back(std::move(draft));
  const std::string scheme(SchemeOfVersion(request_.scheme_version().name()));
  const auto in_force =
      VersionInForce(catalog, "scheme_version.name", scheme, basis_.as_of);
  if (!in_force.ok()) return absl::OkStatus();
  version_in_force_ = (*in_force)->version.name();
  versions->push_back(*in_force);
  return absl::OkStatus();
}

absl::StatusOr<bool> SchemePreview::Step(v1::PreviewSchemeResponse*) {
  if (!scan_->Next()) return false;
  for (size_t after = 0; after < kVerdicts.size(); ++after) {
    const RowBits by_draft = scan_->Rows(0, kVerdicts[after]);
    if (version_in_force_.empty()) {
      Count(by_draft, &changes_[0][after]);
      continue;
    }
    for (size_t before = 0; before < kVerdicts.size(); ++before) {
      RowBits rows = scan_->Rows(1, kVerdicts[before]);
      for (size_t word = 0; word < rows.size(); ++word) {
        rows[word] &= by_draft[word];
      }
      Count(rows, &changes_[before][after]);
    }
  }
  return true;
}

void SchemePreview::Count(const RowBits& rows, Change* change) {
  change->subjects += CountRows(rows.data(), scan_->asked());
  const size_t wanted = std::min(request_.examples(), kMostExamples);
  if (change->examples.size() >= wanted) return;
  ForEachRow(rows, [&](uint32_t row) {
    if (change->examples.size() >= wanted) return;
    change->examples.push_back(scan_->block().NameOf(row));
  });
}

void SchemePreview::End(v1::PreviewSchemeResponse* response) {
  response->set_version_in_force(version_in_force_);
  for (size_t before = 0; before < kVerdicts.size(); ++before) {
    for (size_t after = 0; after < kVerdicts.size(); ++after) {
      const Change& change = changes_[before][after];
      if (change.subjects == 0) continue;
      v1::VerdictChange* told = response->add_changes();
      told->set_after(kVerdicts[after]);
      told->set_subjects(change.subjects);
      told->mutable_examples()->Assign(change.examples.begin(),
                                       change.examples.end());
      AddCount(kVerdicts[after], change.subjects, response->mutable_after());
      if (version_in_force_.empty()) continue;
      told->set_before(kVerdicts[before]);
      AddCount(kVerdicts[before], change.subjects, response->mutable_before());
    }
  }
  *response->mutable_basis() = basis_.ToProto(digest_);
}

void SchemePreview::SetProgress(v1::PreviewSchemeResponse* response) const {
  *response->mutable_progress() = scan_->progress();
}

}  // namespace sangam::matching
