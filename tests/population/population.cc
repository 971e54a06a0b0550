#include "tests/population/population.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "common/clock/civil_date.h"
#include "tests/population/state_shapes.h"

namespace sangam::population {
namespace {

using registry::v1::Entity;
using type::v1::Profile;
using Receive = absl::FunctionRef<void(const Entity&)>;

constexpr int kFederationsPerBlock = 2;
constexpr int kBlocksPerDistrict = 10;
// One fact in so many is missing.
constexpr uint64_t kMissingOneIn = 8;

// Facts of one record, drawn one after the other: the n-th fact of a record is
// the same whatever else is made.
class Draw {
 public:
  Draw(uint64_t seed, uint64_t kind, uint64_t index)
      : state_(seed * 0x9E3779B97F4A7C15ULL ^ kind << 56 ^ index) {}

  // splitmix64.
  uint64_t Next() {
    uint64_t z = state_ += 0x9E3779B97F4A7C15ULL;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  // From `least` to `most`, both included.
  int64_t Between(int64_t least, int64_t most) {
    return least + static_cast<int64_t>(
                       Next() % static_cast<uint64_t>(most - least + 1));
  }
  bool Percent(int share) { return Between(1, 100) <= share; }
  bool Known() { return Next() % kMissingOneIn != 0; }

 private:
  uint64_t state_;
};

// Kinds of draws.
constexpr uint64_t kGroupDraw = 1;
constexpr uint64_t kEnterpriseDraw = 2;
constexpr uint64_t kLinkageDraw = 3;

void AddOutsideId(google::protobuf::RepeatedPtrField<type::v1::OutsideId>* ids,
                  const std::string& value) {
  type::v1::OutsideId* id = ids->Add();
  id->set_system("MADE_UP");
  id->set_value(value);
}

std::string StateName(int state) {
  return absl::StrCat("places/made-up-state-", state);
}
std::string DistrictName(int state, int64_t district) {
  return absl::StrCat("places/made-up-district-", state, "-", district);
}
std::string BlockName(int state, int64_t block) {
  return absl::StrCat("places/made-up-block-", state, "-", block);
}
std::string GroupName(const char* kind, int64_t number) {
  return absl::StrCat("groups/made-up-", kind, "-", number);
}

// The part of `parts` in which the `index`-th of `count` falls, in equal runs.
int64_t PartOf(int64_t index, int64_t count, int64_t parts) {
  return index * parts / count;
}

type::v1::Provenance Register(Draw& draw) {
  type::v1::Provenance provenance;
  provenance.set_asserted_by("MADE_UP_REGISTER");
  *provenance.mutable_observed_on() =
      ToDate(absl::CivilDay(2025, 4, 1) + draw.Between(0, 364));
  return provenance;
}

}  // namespace

Population::Population(Options options) : options_(options) {
  double all = 0;
  for (const StateShape& shape : kStateShapes) {
    all += shape.shgs * (1 + options_.enterprises_percent / 100.0) +
           shape.village_organisations + shape.cluster_level_federations;
  }
  const double scale = std::max<int64_t>(options_.subjects, 100) / all;
  State next = {};
  for (const StateShape& shape : kStateShapes) {
    const auto scaled = [scale](double count) {
      return std::max<int64_t>(1, static_cast<int64_t>(count * scale + 0.5));
    };
    State state = next;
    state.groups = scaled(shape.shgs);
    state.organisations =
        std::min(state.groups, scaled(shape.village_organisations));
    state.federations =
        std::min(state.organisations, scaled(shape.cluster_level_federations));
    state.blocks =
        (state.federations + kFederationsPerBlock - 1) / kFederationsPerBlock;
    state.districts =
        (state.blocks + kBlocksPerDistrict - 1) / kBlocksPerDistrict;
    state.enterprises =
        state.groups * std::max(options_.enterprises_percent, 0) / 100;
    state.members_tenths = shape.households_mobilised * 10 / shape.shgs;
    next.first_federation = state.first_federation + state.federations;
    next.first_organisation = state.first_organisation + state.organisations;
    next.first_group = state.first_group + state.groups;
    next.first_enterprise = state.first_enterprise + state.enterprises;
    states_.push_back(state);
  }
}

int64_t Population::places() const {
  int64_t count = 0;
  for (const State& state : states_) {
    count += 1 + state.districts + state.blocks + state.organisations;
  }
  return count;
}

int64_t Population::groups() const {
  int64_t count = 0;
  for (const State& state : states_) {
    count += state.federations + state.organisations + state.groups;
  }
  return count;
}

int64_t Population::enterprises() const {
  int64_t count = 0;
  for (const State& state : states_) count += state.enterprises;
  return count;
}

void Population::ForEach(Receive receive) const {
  const int states = static_cast<int>(states_.size());
  for (int state = 0; state < states; ++state) AddPlaces(state, receive);
  for (int state = 0; state < states; ++state) AddFederations(state, receive);
  for (int state = 0; state < states; ++state) {
    for (int64_t i = 0; i < states_[state].groups; ++i) {
      AddGroup(state, i, receive);
    }
  }
  for (int state = 0; state < states; ++state) {
    for (int64_t i = 0; i < states_[state].enterprises; ++i) {
      AddEnterprise(state, i, receive);
    }
  }
  for (int state = 0; state < states; ++state) {
    for (int64_t i = 0; i < states_[state].groups; ++i) {
      AddLinkage(state, i, receive);
    }
  }
}

std::string Population::VillageOf(int state, int64_t organisation) const {
  return absl::StrCat("places/made-up-village-", state, "-", organisation);
}

void Population::AddPlaces(int index, Receive receive) const {
  const State& state = states_[index];
  const auto add = [&](const std::string& name, const std::string& title,
                       type::v1::PlaceKind kind, const std::string& revenue,
                       const std::string& development) {
    Entity entity;
    registry::v1::Place& place = *entity.mutable_place();
    place.set_name(name);
    place.set_title(title);
    place.set_kind(kind);
    place.set_revenue_parent(revenue);
    place.set_development_parent(development);
    receive(entity);
  };
  add(StateName(index),
      absl::StrCat("Made-up state shaped like ",
                   kStateShapes[index].shaped_like),
      type::v1::PLACE_KIND_STATE, "", "");
  for (int64_t i = 0; i < state.districts; ++i) {
    add(DistrictName(index, i), absl::StrCat("Made-up district ", i),
        type::v1::PLACE_KIND_DISTRICT, StateName(index), "");
  }
  for (int64_t i = 0; i < state.blocks; ++i) {
    add(BlockName(index, i), absl::StrCat("Made-up block ", i),
        type::v1::PLACE_KIND_BLOCK, "",
        DistrictName(index, i / kBlocksPerDistrict));
  }
  for (int64_t i = 0; i < state.organisations; ++i) {
    const int64_t federation =
        PartOf(i, state.organisations, state.federations);
    add(VillageOf(index, i), absl::StrCat("Made-up village ", i),
        type::v1::PLACE_KIND_VILLAGE, "",
        BlockName(index, federation / kFederationsPerBlock));
  }
}

void Population::AddFederations(int index, Receive receive) const {
  const State& state = states_[index];
  for (int64_t i = 0; i < state.federations; ++i) {
    Entity entity;
    registry::v1::Group& group = *entity.mutable_group();
    const int64_t number = state.first_federation + i;
    group.set_name(GroupName("clf", number));
    group.set_title(absl::StrCat("Made-up federation ", number));
    group.set_kind(type::v1::SUBJECT_KIND_CLF);
    group.set_place(BlockName(index, i / kFederationsPerBlock));
    group.set_children_complete(true);
    AddOutsideId(group.mutable_outside_ids(), absl::StrCat("CLF-", number));
    receive(entity);
  }
  for (int64_t i = 0; i < state.organisations; ++i) {
    Entity entity;
    registry::v1::Group& group = *entity.mutable_group();
    const int64_t number = state.first_organisation + i;
    group.set_name(GroupName("vo", number));
    group.set_title(absl::StrCat("Made-up village organisation ", number));
    group.set_kind(type::v1::SUBJECT_KIND_VO);
    group.set_parent(GroupName(
        "clf", state.first_federation +
                   PartOf(i, state.organisations, state.federations)));
    group.set_place(VillageOf(index, i));
    group.set_children_complete(true);
    AddOutsideId(group.mutable_outside_ids(), absl::StrCat("VO-", number));
    receive(entity);
  }
}

void Population::AddGroup(int index, int64_t i, Receive receive) const {
  const State& state = states_[index];
  const int64_t number = state.first_group + i;
  Draw draw(options_.seed, kGroupDraw, number);
  const int64_t organisation = PartOf(i, state.groups, state.organisations);
  Entity entity;
  registry::v1::Group& group = *entity.mutable_group();
  group.set_name(GroupName("shg", number));
  group.set_title(absl::StrCat("Made-up group ", number));
  group.set_kind(type::v1::SUBJECT_KIND_SHG);
  group.set_parent(GroupName("vo", state.first_organisation + organisation));
  group.set_place(VillageOf(index, organisation));
  AddOutsideId(group.mutable_outside_ids(), absl::StrCat("SHG-", number));
  *group.mutable_provenance() = Register(draw);
  Profile& profile = *group.mutable_profile();
  // Around the state's average, so that some lie outside of the norm.
  const int64_t members =
      std::max<int64_t>(5, (state.members_tenths + draw.Between(-35, 36)) / 10);
  if (draw.Known()) profile.set_members(members);
  if (draw.Known()) profile.set_women_members(members);
  if (draw.Known()) profile.set_poor_members(draw.Between(0, members));
  const int64_t castes = draw.Between(0, members);
  if (draw.Known()) profile.set_sc_members(castes / 2);
  if (draw.Known()) profile.set_st_members(castes - castes / 2);
  if (draw.Known()) {
    *profile.mutable_formed_on() =
        ToDate(absl::CivilDay(2012, 4, 1) + draw.Between(0, 4'500));
  }
  if (draw.Known()) profile.set_months_of_regular_savings(draw.Between(0, 60));
  if (draw.Known()) profile.set_panchasutra_followed(draw.Percent(70));
  if (draw.Known()) profile.set_books_up_to_date(draw.Percent(80));
  if (draw.Known()) profile.set_savings_bank_account(draw.Percent(95));
  if (draw.Known()) profile.set_first_grading_passed(draw.Percent(60));
  if (draw.Known()) profile.set_bank_default(draw.Percent(3));
  receive(entity);
}

void Population::AddEnterprise(int index, int64_t i, Receive receive) const {
  static constexpr const char* kSectors[] = {
      "HANDLOOM", "HANDICRAFT", "FOOD_PROCESSING", "DAIRY",
      "TRADE",    "SERVICES",   "SERICULTURE",     "AGRICULTURE"};
  const State& state = states_[index];
  const int64_t number = state.first_enterprise + i;
  Draw draw(options_.seed, kEnterpriseDraw, number);
  const int64_t group = PartOf(i, state.enterprises, state.groups);
  Entity entity;
  registry::v1::Enterprise& enterprise = *entity.mutable_enterprise();
  enterprise.set_name(absl::StrCat("enterprises/made-up-", number));
  enterprise.set_title(absl::StrCat("Made-up enterprise ", number));
  if (draw.Percent(80)) {
    enterprise.set_group(GroupName("shg", state.first_group + group));
  }
  enterprise.set_place(
      VillageOf(index, PartOf(group, state.groups, state.organisations)));
  AddOutsideId(enterprise.mutable_outside_ids(), absl::StrCat("ME-", number));
  *enterprise.mutable_provenance() = Register(draw);
  Profile& profile = *enterprise.mutable_profile();
  if (draw.Known()) {
    profile.mutable_sectors()->add_values(
        kSectors[draw.Between(0, std::size(kSectors) - 1)]);
  }
  if (draw.Known()) {
    *profile.mutable_formed_on() =
        ToDate(absl::CivilDay(2015, 4, 1) + draw.Between(0, 3'600));
  }
  const int64_t turnover = draw.Between(1, 200) * 500'000;
  if (draw.Known()) profile.set_annual_turnover_paise(turnover);
  if (draw.Known()) profile.set_investment_paise(turnover / 3);
  if (draw.Known()) profile.set_women_owned(draw.Percent(85));
  if (draw.Known()) profile.set_members(draw.Between(1, 10));
  if (draw.Known()) profile.set_books_up_to_date(draw.Percent(55));
  if (draw.Known()) profile.set_bank_default(draw.Percent(4));
  receive(entity);
}

void Population::AddLinkage(int index, int64_t i, Receive receive) const {
  const int64_t number = states_[index].first_group + i;
  Draw draw(options_.seed, kLinkageDraw, number);
  if (!draw.Percent(options_.linkages_percent)) return;
  Entity entity;
  registry::v1::Linkage& linkage = *entity.mutable_linkage();
  linkage.set_name(absl::StrCat("linkages/made-up-", number));
  linkage.set_subject(GroupName("shg", number));
  linkage.set_scheme("schemes/made-up-revolving-fund");
  linkage.set_state(registry::v1::LINKAGE_STATE_RECEIVED);
  if (draw.Known()) {
    *linkage.mutable_received_on() =
        ToDate(absl::CivilDay(2018, 4, 1) + draw.Between(0, 2'500));
  }
  if (draw.Known()) linkage.set_amount_paise(draw.Between(10, 30) * 100'000);
  *linkage.mutable_provenance() = Register(draw);
  receive(entity);
}

}  // namespace sangam::population
