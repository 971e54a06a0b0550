#include "services/matching/engine/scheme_match.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/matching/engine/availability.h"
#include "services/matching/engine/beneficiary_estimate.h"
#include "services/matching/engine/benefit_estimate.h"
#include "services/matching/engine/condition_explanation.h"
#include "services/matching/engine/formula_words.h"
#include "services/matching/engine/funding_estimate.h"
#include "services/matching/engine/localized_text.h"
#include "services/matching/engine/near_miss_advice.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::SchemeVersion;
using Citations = google::protobuf::RepeatedPtrField<type::v1::Citation>;

type::v1::Confidence Weakest(const Citations& citations,
                             type::v1::Confidence weakest) {
  for (const auto& citation : citations) {
    weakest = std::min(weakest, citation.confidence());
  }
  return weakest;
}

// What is stated without a source is as weak as can be.
type::v1::Confidence WeakestConfidence(const SchemeVersion& version) {
  type::v1::Confidence weakest = type::v1::CONFIDENCE_VERIFIED;
  if (version.conditions().empty()) {
    return version.citations().empty() ? type::v1::CONFIDENCE_UNSPECIFIED
                                       : Weakest(version.citations(), weakest);
  }
  for (const auto& condition : version.conditions()) {
    if (condition.citations().empty()) return type::v1::CONFIDENCE_UNSPECIFIED;
    weakest = Weakest(condition.citations(), weakest);
  }
  return weakest;
}

v1::Outcome Held(const std::string& attribute, const MatchContext& context) {
  const AttributeInfo* info = context.dictionary.Find(attribute);
  if (info == nullptr) return v1::OUTCOME_UNKNOWN;
  const auto* held = absl::get_if<bool>(&context.subject.value(info->index));
  if (held == nullptr) return v1::OUTCOME_UNKNOWN;
  return *held ? v1::OUTCOME_MET : v1::OUTCOME_NOT_MET;
}

std::string Notes(const CompiledVersion& version) {
  if (version.defect.empty()) return version.version.notes();
  return absl::StrCat(
      version.version.notes(), version.version.notes().empty() ? "" : " ",
      "The rules of this version can't be evaluated here: ", version.defect,
      ".");
}

}  // namespace

void AddDocuments(const SchemeVersion& version, const MatchContext& context,
                  v1::SchemeMatch* match) {
  for (const auto& document : version.documents()) {
    v1::DocumentStatus* status = match->add_documents();
    status->set_id(document.id());
    status->set_description(document.description());
    status->set_held(Held(document.held_attribute(), context));
  }
}

void FillSchemeMatch(const CompiledScheme& scheme,
                     const CompiledVersion& version,
                     const VersionVerdict& verdict, const MatchContext& context,
                     v1::SchemeMatch* match, const MatchFields& fields) {
  FillFixedFields(scheme, version, context, fields, match);
  match->set_verdict(verdict.verdict);
  AddConditions(version, context, fields, match);
  if (fields.Has(v1::SchemeMatch::kBenefitsFieldNumber)) {
    AddBenefits(version, context, match);
  }
  FillVariableFields(version, verdict, context, fields, false, false, match);
}

void FillFixedFields(const CompiledScheme& scheme,
                     const CompiledVersion& version,
                     const MatchContext& context, const MatchFields& fields,
                     v1::SchemeMatch* match) {
  using Match = v1::SchemeMatch;
  const SchemeVersion& terms = version.version;
  match->set_scheme(scheme.scheme.name());
  match->set_scheme_version(terms.name());
  if (fields.Has(Match::kTitleFieldNumber)) {
    match->set_title(
        TextIn(scheme.scheme.title(), context.phrases.language_code()));
  }
  match->set_department(scheme.scheme.department());
  match->set_department_title(scheme.department_title);
  match->set_variant_of(scheme.scheme.variant_of());
  match->set_tops_up(scheme.scheme.tops_up());
  if (fields.Has(Match::kWhereToApplyFieldNumber)) {
    *match->mutable_where_to_apply() = terms.where_to_apply();
  }
  if (terms.has_window()) *match->mutable_window() = terms.window();
  match->set_weakest_confidence(WeakestConfidence(terms));
  if (fields.Has(Match::kNotesFieldNumber)) match->set_notes(Notes(version));
  if (fields.Has(Match::kRelationsFieldNumber)) {
    *match->mutable_relations() = terms.relations();
  }
}

void FillVariableFields(const CompiledVersion& version,
                        const VersionVerdict& verdict,
                        const MatchContext& context, const MatchFields& fields,
                        bool has_funding, bool has_documents,
                        v1::SchemeMatch* match) {
  using Match = v1::SchemeMatch;
  const SchemeVersion& terms = version.version;
  if (verdict.obstacle && fields.Has(Match::kNearMissFieldNumber)) {
    FillNearMiss(AdviseOn(version, *verdict.obstacle, context), context,
                 match->mutable_near_miss());
  }
  if (!has_funding && fields.Has(Match::kFundingFieldNumber)) {
    AddFunding(version, context, match);
  }
  if (!has_documents && fields.Has(Match::kDocumentsFieldNumber)) {
    AddDocuments(terms, context, match);
  }
  if (fields.Has(Match::kBeneficiaryFieldNumber) ||
      fields.Has(Match::kEarlierBenefitsFieldNumber)) {
    FillBeneficiary(version, context, match);
  }
  const absl::CivilDay as_of = context.subject.as_of();
  match->set_availability(AvailabilityOn(terms, as_of));
  if (IsReviewOverdue(terms, as_of)) {
    *match->mutable_review_overdue_since() = terms.review_by();
  }
}

}  // namespace sangam::matching
