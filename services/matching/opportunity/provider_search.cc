#include "services/matching/opportunity/provider_search.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "common/changelog/digest.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/validation/code_format.h"
#include "common/validation/date.h"
#include "common/validation/enum_value.h"
#include "common/validation/identity_number.h"
#include "common/validation/resource_name.h"
#include "common/validation/violations.h"
#include "services/matching/coverage/asked_versions.h"
#include "services/matching/opportunity/known_subject.h"
#include "services/matching/opportunity/nearness_by_place.h"

namespace sangam::matching {
namespace {

constexpr int kMostServices = 20;
constexpr int kUsualLimit = 20;
constexpr int kMostLimit = 1000;
constexpr int kProvidersInMessage = 500;
constexpr char kCommonFacilityCentre[] = "COMMON_FACILITY_CENTRE";

std::string QuestionDigest(v1::FindProvidersRequest request) {
  request.clear_min_token();
  return absl::BytesToHexString(Sha256(SerializeDeterministically(request)));
}

// Who offers a service says so; a centre that works says it by itself.
std::string OffersService(const std::string& service) {
  std::string condition = absl::StrCat("\"", service, "\" in services_offered");
  if (service == kCommonFacilityCentre) {
    absl::StrAppend(&condition, " || common_facility_centre_functional");
  }
  return condition;
}

bool StandsBefore(const v1::Provider& a, const v1::Provider& b) {
  const int near_a = DistanceOf(a.nearness());
  const int near_b = DistanceOf(b.nearness());
  if (near_a != near_b) return near_a < near_b;
  if (a.services_size() != b.services_size()) {
    return a.services_size() > b.services_size();
  }
  if (a.shared_sectors_size() != b.shared_sectors_size()) {
    return a.shared_sectors_size() > b.shared_sectors_size();
  }
  return a.subject() < b.subject();
}

std::string KindInWords(type::v1::PlaceKind kind) {
  switch (kind) {
    case type::v1::PLACE_KIND_VILLAGE:
      return "village";
    case type::v1::PLACE_KIND_GRAM_PANCHAYAT:
      return "gram panchayat";
    case type::v1::PLACE_KIND_URBAN_LOCAL_BODY:
      return "town";
    case type::v1::PLACE_KIND_BLOCK:
      return "block";
    case type::v1::PLACE_KIND_SUB_DISTRICT:
      return "sub-district";
    case type::v1::PLACE_KIND_DISTRICT:
      return "district";
    case type::v1::PLACE_KIND_STATE:
      return "state";
    default:
      return "country";
  }
}

}  // namespace

absl::Status ProviderSearch::CheckRequest() {
  Violations violations;
  if (request_.seeker().has_place()) {
    CheckRequiredName(violations, "seeker.place", request_.seeker().place(),
                      {"places"});
  } else if (request_.seeker().has_subject()) {
    CheckRequiredName(violations, "seeker.subject", request_.seeker().subject(),
                      {"groups", "enterprises", "clusters"});
  } else {
    violations.Add("seeker", "is missing; give a subject or a place");
  }
  if (request_.services_size() > kMostServices) {
    violations.Add("services",
                   absl::StrCat("has more than ", kMostServices, " elements"));
  } else {
    absl::flat_hash_set<absl::string_view> seen;
    for (int i = 0; i < request_.services_size(); ++i) {
      const std::string field = absl::StrCat("services[", i, "]");
      if (request_.services(i).empty()) {
        violations.Add(field, "is missing");
      } else if (!seen.insert(request_.services(i)).second) {
        violations.Add(field, "is listed twice");
      }
      CheckCapitalCode(violations, field, request_.services(i));
    }
  }
  if (request_.services().empty() && request_.condition().empty()) {
    violations.Add("services", "is missing; say what is needed");
  }
  if (request_.within() != type::v1::PLACE_KIND_UNSPECIFIED) {
    CheckRequiredEnum(violations, "within", request_.within());
  }
  if (request_.limit() < 0) violations.Add("limit", "must not be negative");
  if (request_.has_as_of()) {
    basis_.as_of =
        CheckDate(violations, "as_of", request_.as_of()).value_or(basis_.as_of);
  }
  return violations.ToStatus();
}

absl::Status ProviderSearch::FindSeeker(const CallContext& call) {
  if (request_.seeker().has_place()) {
    auto chain = basis_.subjects.places->ChainOf(request_.seeker().place());
    if (!chain) {
      return InvalidFieldError("seeker.place",
                               "is not a place of the registry");
    }
    chain_ = *std::move(chain);
    return absl::OkStatus();
  }
  SANGAM_ASSIGN_OR_RETURN(
      const KnownSubject seeker,
      FindKnownSubject(request_.seeker().subject(), basis_, reader_, call));
  seeker_ = seeker.name;
  chain_ = basis_.subjects.places->ChainOf(seeker.profile.place())
               .value_or(PlaceChain());
  sectors_.assign(seeker.profile.sectors().values().begin(),
                  seeker.profile.sectors().values().end());
  std::sort(sectors_.begin(), sectors_.end());
  return absl::OkStatus();
}

absl::StatusOr<std::vector<SharedVersion>> ProviderSearch::CompileServices()
    const {
  const SharedCatalog& catalog = basis_.catalog.snapshot;
  std::vector<SharedVersion> versions;
  for (int i = 0; i < request_.services_size(); ++i) {
    SANGAM_ASSIGN_OR_RETURN(
        SharedVersion version,
        CompileCondition(catalog, OffersService(request_.services(i)),
                         absl::StrCat("services[", i, "]")));
    versions.push_back(std::move(version));
  }
  if (!request_.condition().empty()) {
    SANGAM_ASSIGN_OR_RETURN(
        SharedVersion version,
        CompileCondition(catalog, request_.condition(), "condition"));
    versions.push_back(std::move(version));
  }
  return versions;
}

absl::Status ProviderSearch::Begin(const CallContext& call,
                                   v1::FindProvidersResponse*) {
  SANGAM_RETURN_IF_ERROR(RefuseIdentityNumbers(request_));
  SANGAM_ASSIGN_OR_RETURN(basis_, reader_.Read(request_.min_token(), call));
  SANGAM_RETURN_IF_ERROR(CheckRequest());
  SANGAM_RETURN_IF_ERROR(FindSeeker(call));
  SANGAM_ASSIGN_OR_RETURN(std::vector<SharedVersion> versions,
                          CompileServices());
  digest_ = QuestionDigest(request_);
  limit_ = static_cast<size_t>(request_.limit() == 0
                                   ? kUsualLimit
                                   : std::min(request_.limit(), kMostLimit));
  offered_.assign(static_cast<size_t>(request_.services_size()), false);
  scan_.emplace(&basis_, std::move(versions), SharedVersion());
  return absl::OkStatus();
}

absl::StatusOr<bool> ProviderSearch::Step(v1::FindProvidersResponse* response) {
  if (!sorted_) {
    if (scan_->Next()) {
      AddBlock();
      KeepNearest(4 * limit_);
    } else {
      KeepNearest(0);
      sorted_ = true;
    }
    return true;
  }
  while (!IsFull(*response)) {
    if (next_ == providers_.size()) return false;
    response->add_providers()->Swap(&providers_[next_++]);
  }
  return true;
}

RowBits ProviderSearch::Satisfying(v1::Verdict verdict) const {
  const auto services = static_cast<size_t>(request_.services_size());
  const bool has_condition = !request_.condition().empty();
  RowBits rows = services == 0 ? scan_->asked() : RowBits{};
  for (size_t s = 0; s < services; ++s) {
    const RowBits offering = scan_->Rows(s, verdict);
    for (size_t word = 0; word < rows.size(); ++word) {
      rows[word] |= offering[word];
    }
  }
  if (!has_condition) return rows;
  const RowBits holds = scan_->Rows(services, v1::VERDICT_ELIGIBLE);
  const RowBits may_hold = scan_->Rows(services, v1::VERDICT_NEEDS_INFORMATION);
  for (size_t word = 0; word < rows.size(); ++word) {
    rows[word] &= verdict == v1::VERDICT_ELIGIBLE
                      ? holds[word]
                      : holds[word] | may_hold[word];
  }
  return rows;
}

void ProviderSearch::AddBlock() {
  const RowBits known = Satisfying(v1::VERDICT_ELIGIBLE);
  ForEachRow(known, [&](uint32_t row) {
    if (!basis_.cancelled()) AddProvider(row);
  });
  RowBits may = Satisfying(v1::VERDICT_NEEDS_INFORMATION);
  // One that offers a service may offer it all the same where the condition is
  // not known of it.
  if (!request_.condition().empty() && request_.services_size() > 0) {
    const auto condition = static_cast<size_t>(request_.services_size());
    const RowBits open = scan_->Rows(condition, v1::VERDICT_NEEDS_INFORMATION);
    for (size_t s = 0; s < condition; ++s) {
      const RowBits offering = scan_->Rows(s, v1::VERDICT_ELIGIBLE);
      for (size_t word = 0; word < may.size(); ++word) {
        may[word] |= offering[word] & open[word];
      }
    }
  } else if (!request_.condition().empty()) {
    may = scan_->Rows(0, v1::VERDICT_NEEDS_INFORMATION);
  }
  for (size_t word = 0; word < may.size(); ++word) may[word] &= ~known[word];
  const SubjectBlock& block = scan_->block();
  const TextTable& texts = basis_.subjects.columns->texts();
  ForEachRow(may, [&](uint32_t row) {
    if (block.NameOf(row) == seeker_) return;
    v1::Provider unused;
    if (IsWithinReach(block.PlaceOf(row, texts), &unused)) ++may_offer_;
  });
}

bool ProviderSearch::IsWithinReach(const std::string& place,
                                   v1::Provider* provider) const {
  const PlaceLink common = CommonPlace(
      chain_, basis_.subjects.places->ChainOf(place).value_or(PlaceChain()));
  provider->set_common_place(common.place);
  provider->set_nearness(common.kind);
  return request_.within() == type::v1::PLACE_KIND_UNSPECIFIED ||
         DistanceOf(common.kind) <= DistanceOf(request_.within());
}

void ProviderSearch::AddProvider(uint32_t row) {
  const SubjectBlock& block = scan_->block();
  const TextTable& texts = basis_.subjects.columns->texts();
  v1::Provider provider;
  provider.set_subject(block.NameOf(row));
  if (provider.subject() == seeker_) return;
  provider.set_place(block.PlaceOf(row, texts));
  if (!IsWithinReach(provider.place(), &provider)) return;
  ++found_;
  provider.set_kind(block.KindOf(row));
  for (int s = 0; s < request_.services_size(); ++s) {
    const RowBits offering =
        scan_->Rows(static_cast<size_t>(s), v1::VERDICT_ELIGIBLE);
    if (((offering[row / 64] >> (row % 64)) & 1) == 0) continue;
    provider.add_services(request_.services(s));
    offered_[static_cast<size_t>(s)] = true;
  }
  if (!sectors_.empty()) {
    const type::v1::Profile profile = block.ProfileOf(row, texts);
    for (const std::string& sector : profile.sectors().values()) {
      if (std::binary_search(sectors_.begin(), sectors_.end(), sector)) {
        provider.add_shared_sectors(sector);
      }
    }
  }
  providers_.push_back(std::move(provider));
}

void ProviderSearch::KeepNearest(size_t slack) {
  if (slack > 0 && providers_.size() <= limit_ + slack) return;
  std::sort(providers_.begin(), providers_.end(), &StandsBefore);
  if (providers_.size() > limit_) providers_.resize(limit_);
  if (slack > 0) return;
  for (v1::Provider& provider : providers_) Explain(&provider);
}

bool ProviderSearch::InAnotherState(const std::string& place) const {
  const PlaceChain chain =
      basis_.subjects.places->ChainOf(place).value_or(PlaceChain());
  const absl::string_view theirs = chain.OfKind(type::v1::PLACE_KIND_STATE);
  const absl::string_view ours = chain_.OfKind(type::v1::PLACE_KIND_STATE);
  return !ours.empty() && !theirs.empty() && ours != theirs;
}

void ProviderSearch::Explain(v1::Provider* provider) const {
  const PlaceTable& places = *basis_.subjects.places;
  provider->set_place_title(places.TitleOf(provider->place()));
  provider->set_common_place_title(places.TitleOf(provider->common_place()));
  const std::string& title = provider->common_place_title().empty()
                                 ? provider->common_place()
                                 : provider->common_place_title();
  if (provider->nearness() == type::v1::PLACE_KIND_UNSPECIFIED) {
    provider->add_reasons("how far it is is not known");
  } else if (InAnotherState(provider->place())) {
    provider->add_reasons("in another state");
  } else {
    provider->add_reasons(absl::StrCat(
        "in the same ", KindInWords(provider->nearness()), ", ", title));
  }
  if (!provider->services().empty()) {
    provider->add_reasons(
        absl::StrCat("offers ", absl::StrJoin(provider->services(), ", ")));
  }
  if (!provider->shared_sectors().empty()) {
    provider->add_reasons(absl::StrCat(
        "works in ", absl::StrJoin(provider->shared_sectors(), ", "), ", too"));
  }
}

bool ProviderSearch::IsFull(const v1::FindProvidersResponse& response) const {
  return response.providers_size() >= kProvidersInMessage;
}

void ProviderSearch::End(v1::FindProvidersResponse* response) {
  response->set_found(found_);
  response->set_may_offer(may_offer_);
  for (int s = 0; s < request_.services_size(); ++s) {
    if (offered_[static_cast<size_t>(s)]) continue;
    response->add_services_without_provider(request_.services(s));
  }
  *response->mutable_basis() = basis_.ToProto(digest_);
}

void ProviderSearch::SetProgress(v1::FindProvidersResponse* response) const {
  *response->mutable_progress() = scan_->progress();
}

}  // namespace sangam::matching
