#include "services/matching/coverage/coverage_analysis.h"

#include <algorithm>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/changelog/digest.h"
#include "common/money/format.h"
#include "common/status/errors.h"
#include "common/validation/date.h"
#include "common/validation/enum_value.h"
#include "common/validation/identity_number.h"
#include "common/validation/resource_name.h"
#include "services/matching/coverage/kept_plans.h"
#include "services/matching/engine/known_names.h"

namespace sangam::matching {
namespace {

constexpr int kLeastSmallestCount = 5;
// So many rows or places are sent in one message: about 100 KiB.
constexpr int kRowsInMessage = 1000;

std::string QuestionDigest(v1::AnalyzeCoverageRequest request) {
  request.clear_min_token();
  return absl::BytesToHexString(Sha256(SerializeDeterministically(request)));
}

}  // namespace

absl::Status CoverageAnalysis::Begin(const CallContext& call,
                                     v1::AnalyzeCoverageResponse*) {
  SANGAM_RETURN_IF_ERROR(RefuseIdentityNumbers(request_));
  SANGAM_ASSIGN_OR_RETURN(basis_, reader_.Read(request_.min_token(), call));
  digest_ = QuestionDigest(request_);
  Violations violations;
  ReadDate(violations);
  CheckRequest(violations);
  SANGAM_RETURN_IF_ERROR(violations.ToStatus());
  SANGAM_ASSIGN_OR_RETURN(CoverageBreakdown breakdown, ReadBreakdown());
  SANGAM_ASSIGN_OR_RETURN(std::vector<SharedVersion> versions, FindVersions());
  const SharedCatalog& catalog = basis_.catalog.snapshot;
  for (SharedVersion& received :
       reader_.plans().Received(schemes_, call.cancelled)) {
    versions.push_back(std::move(received));
  }
  if (call.cancelled()) return DeadlineExceededError();
  if (request_.has_institution()) {
    SANGAM_ASSIGN_OR_RETURN(
        SharedVersion institution,
        CompileCondition(catalog, request_.institution().expression(),
                         "institution.expression"));
    institution_ = versions.size();
    versions.push_back(std::move(institution));
  }
  SANGAM_ASSIGN_OR_RETURN(
      SharedVersion cohort,
      CompileCohort(catalog, request_.cohort(), *basis_.subjects.places));
  cells_.emplace(schemes_, breakdown);
  // An institution is compiled for this question: no other asks for it.
  KeptPlans* const plans = institution_ ? nullptr : &reader_.plans();
  scan_.emplace(&basis_, std::move(versions), std::move(cohort), "", plans,
                ScannedSchemes{schemes_.size(), breakdown.all_together});
  return absl::OkStatus();
}

void CoverageAnalysis::ReadDate(Violations& violations) {
  if (!request_.has_as_of()) return;
  basis_.as_of =
      CheckDate(violations, "as_of", request_.as_of()).value_or(basis_.as_of);
}

void CoverageAnalysis::CheckRequest(Violations& violations) const {
  if (request_.schemes_size() > kMostSchemes) {
    violations.Add("schemes",
                   absl::StrCat("has more than ", kMostSchemes, " elements"));
  } else {
    for (int i = 0; i < request_.schemes_size(); ++i) {
      CheckRequiredName(violations, absl::StrCat("schemes[", i, "]"),
                        request_.schemes(i), {"schemes"});
    }
  }
  if (request_.by_place() != type::v1::PLACE_KIND_UNSPECIFIED) {
    CheckRequiredEnum(violations, "by_place", request_.by_place());
  }
  if (request_.smallest_count() != 0 &&
      request_.smallest_count() < kLeastSmallestCount) {
    violations.Add("smallest_count",
                   absl::StrCat("must be at least ", kLeastSmallestCount));
  }
  if (!request_.has_institution()) return;
  if (request_.institution().expression().empty()) {
    violations.Add("institution.expression", "is missing");
  }
  CheckRequiredEnum(violations, "institution.place_kind",
                    request_.institution().place_kind());
}

absl::StatusOr<CoverageBreakdown> CoverageAnalysis::ReadBreakdown() const {
  const AttributeDictionary& dictionary = basis_.catalog.snapshot->dictionary();
  CoverageBreakdown breakdown;
  breakdown.place_kind = request_.by_place();
  breakdown.all_together = request_.all_schemes_together();
  if (request_.by_sector()) breakdown.sector = dictionary.Find("sectors");
  if (request_.by_attribute().empty()) return breakdown;
  breakdown.attribute = dictionary.Find(request_.by_attribute());
  if (breakdown.attribute == nullptr) {
    const std::string nearest = dictionary.NearestName(request_.by_attribute());
    return InvalidFieldError(
        "by_attribute",
        absl::StrCat("is not an attribute",
                     nearest.empty()
                         ? ""
                         : absl::StrCat("; did you mean \"", nearest, "\"?")));
  }
  switch (breakdown.attribute->type) {
    case scheme_catalog::v1::ATTRIBUTE_TYPE_TRUTH:
    case scheme_catalog::v1::ATTRIBUTE_TYPE_TEXT:
    case scheme_catalog::v1::ATTRIBUTE_TYPE_LIST:
      return breakdown;
    default:
      return InvalidFieldError(
          "by_attribute",
          "has too many values; give a text, a code, or yes or no");
  }
}

absl::StatusOr<std::vector<SharedVersion>> CoverageAnalysis::FindVersions() {
  const SharedCatalog& catalog = basis_.catalog.snapshot;
  std::vector<SharedVersion> versions;
  if (!request_.schemes().empty()) {
    KnownNames known(catalog.get());
    for (int i = 0; i < request_.schemes_size(); ++i) {
      known.CheckSchemeInForce(absl::StrCat("schemes[", i, "]"),
                               request_.schemes(i), basis_.as_of);
    }
    SANGAM_RETURN_IF_ERROR(known.ToStatus());
    std::vector<std::string> names(request_.schemes().begin(),
                                   request_.schemes().end());
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    for (const std::string& name : names) {
      versions.push_back(
          SharedVersion(catalog, catalog->Find(name)->VersionOn(basis_.as_of)));
    }
    schemes_ = std::move(names);
    return versions;
  }
  for (const CompiledScheme& scheme : catalog->schemes()) {
    const CompiledVersion* version = scheme.VersionOn(basis_.as_of);
    if (version == nullptr) continue;
    schemes_.push_back(scheme.scheme.name());
    versions.push_back(SharedVersion(catalog, version));
  }
  return versions;
}

absl::StatusOr<bool> CoverageAnalysis::Step(
    v1::AnalyzeCoverageResponse* response) {
  if (!counted_) {
    if (scan_->Next()) {
      // The block is half done, and nobody will hear of it.
      if (basis_.cancelled()) return true;
      FindInstitutions();
      if (cells_->Add(*scan_, kMostCells)) return true;
      return InvalidFieldError(
          "by_place",
          absl::StrCat("with the other break-downs makes more than ",
                       FormatCount(kMostCells),
                       " rows; ask for fewer schemes or places"));
    }
    counted_ = true;
    FindWithout();
  }
  while (!IsFull(*response)) {
    if (AddCell(response)) {
      continue;
    } else if (next_without_ < without_.size()) {
      response->add_places_without_institution(without_[next_without_++]);
    } else {
      return false;
    }
  }
  return true;
}

void CoverageAnalysis::FindInstitutions() {
  if (!institution_) return;
  const TextTable& texts = basis_.subjects.columns->texts();
  // Whatever the cohort is, and a subject that may be one: what is not known is
  // not absent.
  for (const v1::Verdict verdict :
       {v1::VERDICT_ELIGIBLE, v1::VERDICT_NEEDS_INFORMATION}) {
    ForEachRow(
        scan_->Rows(*institution_, verdict, scan_->all()), [&](uint32_t row) {
          const std::string place = scan_->block().PlaceOf(row, texts);
          const auto chain = basis_.subjects.places->ChainOf(place);
          if (place.empty() || !chain) return;
          const absl::string_view found =
              chain->OfKind(request_.institution().place_kind());
          // Known to be in a district, it may be in any of its blocks.
          (found.empty() ? places_that_may_have_one_ : places_with_institution_)
              .insert(std::string(found.empty() ? place : found));
        });
  }
}

bool CoverageAnalysis::AddCell(v1::AnalyzeCoverageResponse* response) {
  const int64_t smallest =
      std::max(request_.smallest_count(), kLeastSmallestCount);
  const PlaceTable& places = *basis_.subjects.places;
  return cells_->VisitNext([&](const std::string& scheme,
                               const CoverageCells::Key& key,
                               const CellCounts& counts) {
    v1::CoverageCell& cell = *response->add_cells();
    cell.set_scheme(scheme);
    cell.set_place(std::get<0>(key));
    cell.set_place_title(places.TitleOf(std::get<0>(key)));
    cell.set_sector(std::get<1>(key));
    cell.set_attribute_value(std::get<2>(key));
    FillCounts(counts, smallest, &cell);
  });
}

void CoverageAnalysis::FindWithout() {
  if (!institution_) return;
  const PlaceTable& places = *basis_.subjects.places;
  for (std::string& place :
       places.NamesOfKind(request_.institution().place_kind())) {
    if (places_with_institution_.contains(place)) continue;
    const auto chain = places.ChainOf(place);
    const std::string& within = request_.cohort().place();
    if (!within.empty() && !chain->Contains(within)) continue;
    if (std::any_of(places_that_may_have_one_.begin(),
                    places_that_may_have_one_.end(),
                    [&](const std::string& coarse) {
                      return chain->Contains(coarse);
                    })) {
      continue;
    }
    without_.push_back(std::move(place));
  }
}

bool CoverageAnalysis::IsFull(
    const v1::AnalyzeCoverageResponse& response) const {
  return response.cells_size() >= kRowsInMessage ||
         response.places_without_institution_size() >= kRowsInMessage;
}

void CoverageAnalysis::End(v1::AnalyzeCoverageResponse* response) {
  *response->mutable_basis() = basis_.ToProto(digest_);
}

void CoverageAnalysis::SetProgress(
    v1::AnalyzeCoverageResponse* response) const {
  *response->mutable_progress() = scan_->progress();
}

}  // namespace sangam::matching
