#include "services/matching/replication/precedent_search.h"

#include <algorithm>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/changelog/digest.h"
#include "common/clock/civil_date.h"
#include "common/rules/subject_view.h"
#include "common/status/macros.h"
#include "common/validation/date.h"
#include "common/validation/identity_number.h"
#include "common/validation/resource_name.h"
#include "services/matching/coverage/asked_versions.h"
#include "services/matching/engine/localized_text.h"
#include "services/matching/index/reference_verdict.h"

namespace sangam::matching {
namespace {

constexpr int kMostSchemes = 100;
constexpr int kUsualExamples = 3;
constexpr int kMostExamples = 20;
constexpr int kLeastSmallestCount = 5;
constexpr int kSchemesInMessage = 200;

std::string QuestionDigest(v1::FindPrecedentsRequest request) {
  request.clear_min_token();
  return absl::BytesToHexString(Sha256(SerializeDeterministically(request)));
}

bool IsMoreAlike(const v1::Precedent& a, const v1::Precedent& b) {
  return a.likeness().points() != b.likeness().points()
             ? a.likeness().points() > b.likeness().points()
             : a.subject() < b.subject();
}

}  // namespace

absl::Status PrecedentSearch::CheckRequest() {
  Violations violations;
  CheckModel(violations, request_.model());
  CheckLeastPoints(violations, request_.least_points());
  if (request_.schemes_size() > kMostSchemes) {
    violations.Add("schemes",
                   absl::StrCat("has more than ", kMostSchemes, " elements"));
  } else {
    for (int i = 0; i < request_.schemes_size(); ++i) {
      CheckRequiredName(violations, absl::StrCat("schemes[", i, "]"),
                        request_.schemes(i), {"schemes"});
    }
  }
  if (request_.examples() < 0) {
    violations.Add("examples", "must not be negative");
  }
  if (request_.smallest_count() != 0 &&
      request_.smallest_count() < kLeastSmallestCount) {
    violations.Add("smallest_count",
                   absl::StrCat("must be at least ", kLeastSmallestCount));
  }
  if (request_.has_as_of()) {
    basis_.as_of =
        CheckDate(violations, "as_of", request_.as_of()).value_or(basis_.as_of);
  }
  return violations.ToStatus();
}

absl::Status PrecedentSearch::Begin(const CallContext& call,
                                    v1::FindPrecedentsResponse*) {
  SANGAM_RETURN_IF_ERROR(RefuseIdentityNumbers(request_));
  SANGAM_ASSIGN_OR_RETURN(basis_, reader_.Read(request_.min_token(), call));
  SANGAM_RETURN_IF_ERROR(CheckRequest());
  SANGAM_ASSIGN_OR_RETURN(model_,
                          ReadModel(request_.model(), basis_, reader_, call));
  SANGAM_ASSIGN_OR_RETURN(
      SharedVersion cohort,
      CompileCohort(basis_.catalog.snapshot, request_.cohort(),
                    *basis_.subjects.places));
  digest_ = QuestionDigest(request_);
  least_points_ = request_.least_points() == 0 ? kUsualLeastPoints
                                               : request_.least_points();
  examples_ = static_cast<size_t>(
      request_.examples() == 0 ? kUsualExamples
                               : std::min(request_.examples(), kMostExamples));
  wanted_.insert(request_.schemes().begin(), request_.schemes().end());
  scan_.emplace(&basis_, std::vector<SharedVersion>(), std::move(cohort));
  return absl::OkStatus();
}

absl::StatusOr<bool> PrecedentSearch::Step(
    v1::FindPrecedentsResponse* response) {
  if (!sorted_) {
    if (scan_->Next()) {
      AddBlock();
    } else {
      Sort();
      sorted_ = true;
    }
    return true;
  }
  while (!IsFull(*response)) {
    if (next_ == order_.size()) return false;
    const auto& [scheme, tally] = *order_[next_++];
    *response->add_schemes() = Tell(scheme, tally);
  }
  return true;
}

void PrecedentSearch::AddBlock() {
  ForEachRow(scan_->asked(), [&](uint32_t row) {
    if (!basis_.cancelled()) AddSubject(row);
  });
}

bool PrecedentSearch::IsReceived(
    const type::v1::ReceivedBenefit& benefit) const {
  if (benefit.scheme().empty()) return false;
  if (!wanted_.empty() && !wanted_.contains(benefit.scheme())) return false;
  if (!benefit.has_received_on()) return true;
  const auto day = ToCivilDay(benefit.received_on(), "received_on");
  return !day.ok() || *day <= basis_.as_of;
}

void PrecedentSearch::AddSubject(uint32_t row) {
  const SubjectBlock& block = scan_->block();
  v1::Precedent precedent;
  precedent.set_subject(block.NameOf(row));
  if (precedent.subject() == model_.name) return;
  const type::v1::Profile profile =
      block.ProfileOf(row, basis_.subjects.columns->texts());
  *precedent.mutable_likeness() = LikenessOf(
      model_.likened,
      LikenedOf(profile, basis_.subjects.places->ChainOf(profile.place())
                             .value_or(PlaceChain())));
  if (precedent.likeness().points() < least_points_) return;
  ++alike_;
  precedent.set_kind(profile.kind());
  precedent.set_place(profile.place());
  const bool is_institution =
      CollectionOf(precedent.subject()) != "enterprises";
  // Each scheme once, however often it was received: when first.
  absl::btree_map<std::string, const type::v1::ReceivedBenefit*> received;
  for (const auto& benefit : profile.received_benefits()) {
    if (!IsReceived(benefit)) continue;
    const auto [known, is_new] = received.emplace(benefit.scheme(), &benefit);
    if (is_new || !benefit.has_received_on()) continue;
    const auto day = ToCivilDay(benefit.received_on(), "received_on");
    const auto before = ToCivilDay(known->second->received_on(), "received_on");
    if (!before.ok() || (day.ok() && *day < *before)) known->second = &benefit;
  }
  for (const auto& [scheme, benefit] : received) {
    Tally& tally = tallies_[scheme];
    if (!is_institution) {
      ++tally.enterprises;
      continue;
    }
    ++tally.institutions;
    if (benefit->has_received_on()) {
      *precedent.mutable_received_on() = benefit->received_on();
    } else {
      precedent.clear_received_on();
    }
    AddExample(precedent, &tally);
  }
}

void PrecedentSearch::AddExample(const v1::Precedent& precedent,
                                 Tally* tally) const {
  std::vector<v1::Precedent>& examples = tally->examples;
  examples.insert(std::upper_bound(examples.begin(), examples.end(), precedent,
                                   &IsMoreAlike),
                  precedent);
  if (examples.size() > examples_) examples.pop_back();
}

void PrecedentSearch::Sort() {
  for (const auto& tally : tallies_) order_.push_back(&tally);
  const auto points = [](const Tally& tally) {
    return tally.examples.empty() ? 0
                                  : tally.examples.front().likeness().points();
  };
  std::stable_sort(order_.begin(), order_.end(),
                   [&](const auto* a, const auto* b) {
                     return points(a->second) > points(b->second);
                   });
}

v1::SchemePrecedents PrecedentSearch::Tell(const std::string& scheme,
                                           const Tally& tally) const {
  v1::SchemePrecedents told;
  told.set_scheme(scheme);
  told.set_institutions(tally.institutions);
  const int64_t smallest =
      std::max(request_.smallest_count(), kLeastSmallestCount);
  v1::CellCount& enterprises = *told.mutable_enterprises();
  if (tally.enterprises == 0 || tally.enterprises >= smallest) {
    enterprises.set_count(tally.enterprises);
  }
  for (const auto& benefit : model_.profile.received_benefits()) {
    if (benefit.scheme() == scheme && IsReceived(benefit)) {
      told.set_received_by_model(true);
    }
  }
  const CatalogSnapshot& catalog = *basis_.catalog.snapshot;
  if (const CompiledScheme* known = catalog.Find(scheme)) {
    told.set_scheme_title(TextIn(known->scheme.title(), ""));
    const CompiledVersion* version = known->VersionOn(basis_.as_of);
    if (version != nullptr) {
      told.set_version_in_force(version->version.name());
      const SubjectView view(model_.profile, model_.likened.place, basis_.as_of,
                             catalog.dictionary(), &catalog.dated_references(),
                             basis_.subjects.places.get());
      told.set_verdict(
          Decide(*version, view, basis_.reverse().reference).verdict);
    }
  }
  for (v1::Precedent example : tally.examples) {
    example.set_place_title(basis_.subjects.places->TitleOf(example.place()));
    *told.add_examples() = std::move(example);
  }
  return told;
}

bool PrecedentSearch::IsFull(const v1::FindPrecedentsResponse& response) const {
  return response.schemes_size() >= kSchemesInMessage;
}

void PrecedentSearch::End(v1::FindPrecedentsResponse* response) {
  response->set_alike(alike_);
  *response->mutable_basis() = basis_.ToProto(digest_);
}

void PrecedentSearch::SetProgress(v1::FindPrecedentsResponse* response) const {
  *response->mutable_progress() = scan_->progress();
}

}  // namespace sangam::matching
