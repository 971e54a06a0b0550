// Sums that are kept, against sums that are reckoned anew from the records.
#include <map>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "services/registry/store/federation_roll_ups.h"
#include "services/registry/store/subject_care_fixture.h"

namespace sangam::registry {
namespace {

using type::v1::SubjectKind;

constexpr int kWriters = 4;
constexpr int kRounds = 4;
constexpr int kChangesARound = 250;

bool BeforeTheMission(const v1::Group& group) {
  const auto found =
      group.profile().extra().find("promoted_before_the_mission");
  return found != group.profile().extra().end() && found->second.truth();
}

// Reckons in its own way: from the top down, and only over records.
class Reckoning {
 public:
  explicit Reckoning(std::map<std::string, v1::Group> groups)
      : groups_(std::move(groups)) {
    for (const auto& [name, group] : groups_) {
      if (!group.parent().empty()) below_[group.parent()].push_back(&group);
    }
  }

  // As a roll-up's text, for each federation and producer body.
  std::map<std::string, std::string> All() const {
    std::map<std::string, std::string> all;
    for (const auto& [name, group] : groups_) {
      v1::FederationRollUp told;
      told.set_name(name);
      told.set_kind(group.kind());
      told.set_parent(group.parent());
      v1::ShgSums own_mandate;
      switch (group.kind()) {
        case type::v1::SUBJECT_KIND_VO:
        case type::v1::SUBJECT_KIND_CLF:
        case type::v1::SUBJECT_KIND_BLF:
          told.set_keeps_own_mandate(BeforeTheMission(group));
          AddBody(group, told.mutable_sums(), &own_mandate);
          if (own_mandate.ByteSizeLong() > 0) {
            *told.mutable_own_mandate() = own_mandate;
            Finish(told.mutable_own_mandate());
          }
          break;
        case type::v1::SUBJECT_KIND_PRODUCER_GROUP:
        case type::v1::SUBJECT_KIND_PRODUCER_COMPANY:
          AddProducers(group, told.mutable_sums());
          break;
        default:
          continue;
      }
      Finish(told.mutable_sums());
      all[name] = told.ShortDebugString();
    }
    return all;
  }

 private:
  static void AddShg(const v1::Group& shg, v1::ShgSums* sums) {
    sums->set_shgs(sums->shgs() + 1);
    const type::v1::Profile& facts = shg.profile();
    const auto add = [](bool has, int64_t value, v1::FactSum* sum) {
      if (!has) return;
      sum->set_known(sum->known() + 1);
      sum->set_sum(sum->sum() + value);
    };
    add(facts.has_members(), facts.members(), sums->mutable_members());
    add(facts.has_annual_turnover_paise(), facts.annual_turnover_paise(),
        sums->mutable_annual_turnover_paise());
    const auto savings = facts.extra().find("savings_paise");
    if (savings != facts.extra().end()) {
      add(true, savings->second.number(), sums->mutable_savings_paise());
    }
    const auto share = [](bool has, int64_t part, int64_t whole,
                          v1::FactShare* sum) {
      if (!has) return;
      sum->set_known(sum->known() + 1);
      sum->set_part(sum->part() + part);
      sum->set_whole(sum->whole() + whole);
    };
    share(facts.has_members() && facts.has_poor_members(), facts.poor_members(),
          facts.members(), sums->mutable_poor_members());
    share(facts.has_npa_bps() && facts.has_loan_outstanding_paise(),
          facts.loan_outstanding_paise() * facts.npa_bps() / 10'000,
          facts.loan_outstanding_paise(), sums->mutable_npa_paise());
  }

  // `sums` for what is its own, `apart` for what keeps its own mandate below.
  void AddBody(const v1::Group& body, v1::ShgSums* sums,
               v1::ShgSums* apart) const {
    if (!body.children_complete()) {
      sums->set_open_bodies(sums->open_bodies() + 1);
    }
    const auto below = below_.find(body.name());
    if (below == below_.end()) return;
    for (const v1::Group* child : below->second) {
      if (child->kind() == type::v1::SUBJECT_KIND_SHG) {
        AddShg(*child, sums);
      } else {
        AddBody(*child, BeforeTheMission(*child) ? apart : sums, apart);
      }
    }
  }

  void AddProducers(const v1::Group& body, v1::ShgSums* sums) const {
    std::set<std::string> shgs;
    std::vector<const v1::Group*> bodies = {&body};
    const auto below = below_.find(body.name());
    if (below != below_.end()) {
      bodies.insert(bodies.end(), below->second.begin(), below->second.end());
    }
    for (const v1::Group* each : bodies) {
      if (!each->children_complete()) {
        sums->set_open_bodies(sums->open_bodies() + 1);
      }
      const auto drawn_on = each->profile().extra().find("draws_on_shgs");
      if (drawn_on == each->profile().extra().end()) continue;
      shgs.insert(drawn_on->second.list().values().begin(),
                  drawn_on->second.list().values().end());
    }
    for (const std::string& shg : shgs) AddShg(groups_.at(shg), sums);
  }

  static void Finish(v1::ShgSums* sums) {
    for (v1::FactSum* sum :
         {sums->mutable_members(), sums->mutable_savings_paise(),
          sums->mutable_annual_turnover_paise()}) {
      sum->set_missing(sums->shgs() - sum->known());
    }
    for (v1::FactShare* share :
         {sums->mutable_poor_members(), sums->mutable_npa_paise()}) {
      share->set_missing(sums->shgs() - share->known());
      if (share->whole() > 0) {
        share->set_share_bps(share->part() * 10'000 / share->whole());
      }
    }
  }

  std::map<std::string, v1::Group> groups_;
  std::map<std::string, std::vector<const v1::Group*>> below_;
};

// Changes whatever comes, one change after the other. What is refused, because
// another writer was first, is refused.
class Writer {
 public:
  // Names that were merged or erased are never free again, so that each
  // generation has some of its own.
  Writer(RegistryStore* store, int seed, int generation)
      : store_(*store), random_(seed), generation_(generation) {}

  absl::Status Change() {
    switch (Below(20)) {
      case 0:
      case 1:
        return Delete();
      case 2:
        return Import();
      case 3:
        return Merge();
      case 4:
        return Below(3) == 0 ? Erase() : Put();
      case 5:
        return MovePlace();
      case 6:
        return PutEnterprise();
      default:
        return Put();
    }
  }

 private:
  int Below(int bound) {
    return std::uniform_int_distribution<int>(0, bound - 1)(random_);
  }
  int AnyOf(int names) { return generation_ * names / 4 + Below(names); }
  std::string Name(SubjectKind kind) {
    switch (kind) {
      case type::v1::SUBJECT_KIND_SHG:
        return absl::StrCat("groups/s", AnyOf(80));
      case type::v1::SUBJECT_KIND_VO:
        return absl::StrCat("groups/v", AnyOf(16));
      case type::v1::SUBJECT_KIND_CLF:
        return absl::StrCat("groups/c", AnyOf(8));
      case type::v1::SUBJECT_KIND_BLF:
        return absl::StrCat("groups/b", AnyOf(4));
      case type::v1::SUBJECT_KIND_PRODUCER_GROUP:
        return absl::StrCat("groups/p", AnyOf(4));
      default:
        return absl::StrCat("groups/pc", AnyOf(4));
    }
  }
  SubjectKind AnyKind() {
    constexpr SubjectKind kKinds[] = {type::v1::SUBJECT_KIND_SHG,
                                      type::v1::SUBJECT_KIND_SHG,
                                      type::v1::SUBJECT_KIND_SHG,
                                      type::v1::SUBJECT_KIND_SHG,
                                      type::v1::SUBJECT_KIND_VO,
                                      type::v1::SUBJECT_KIND_VO,
                                      type::v1::SUBJECT_KIND_CLF,
                                      type::v1::SUBJECT_KIND_BLF,
                                      type::v1::SUBJECT_KIND_PRODUCER_GROUP,
                                      type::v1::SUBJECT_KIND_PRODUCER_COMPANY};
    return kKinds[Below(std::size(kKinds))];
  }
  static SubjectKind ParentKind(SubjectKind kind) {
    switch (kind) {
      case type::v1::SUBJECT_KIND_SHG:
        return type::v1::SUBJECT_KIND_VO;
      case type::v1::SUBJECT_KIND_VO:
        return type::v1::SUBJECT_KIND_CLF;
      case type::v1::SUBJECT_KIND_CLF:
        return type::v1::SUBJECT_KIND_BLF;
      case type::v1::SUBJECT_KIND_PRODUCER_GROUP:
        return type::v1::SUBJECT_KIND_PRODUCER_COMPANY;
      default:
        return type::v1::SUBJECT_KIND_UNSPECIFIED;
    }
  }

  v1::Group AnyGroup() {
    const SubjectKind kind = AnyKind();
    v1::Group group;
    group.set_name(Name(kind));
    group.set_kind(kind);
    const SubjectKind parent = ParentKind(kind);
    if (parent != type::v1::SUBJECT_KIND_UNSPECIFIED && Below(6) > 0) {
      group.set_parent(Name(parent));
    }
    group.set_children_complete(Below(2) == 0);
    if (Below(3) == 0) group.set_place("places/m");
    type::v1::Profile& facts = *group.mutable_profile();
    auto& extra = *facts.mutable_extra();
    if (kind == type::v1::SUBJECT_KIND_SHG) {
      if (Below(4) > 0) {
        facts.set_members(5 + Below(15));
        if (Below(2) == 0) facts.set_poor_members(Below(5));
      }
      if (Below(2) == 0) facts.set_annual_turnover_paise(Below(1'000'000'000));
      if (Below(2) == 0) facts.set_npa_bps(Below(10'001));
      if (Below(2) == 0) {
        facts.set_loan_outstanding_paise(1 + Below(1'000'000'000));
      }
      if (Below(2) == 0) extra["savings_paise"].set_number(Below(1'000'000));
    } else if (parent == type::v1::SUBJECT_KIND_PRODUCER_COMPANY) {
      std::set<std::string> shgs;
      for (int i = Below(4); i > 0; --i) {
        // Few, so that several draw on the same ones.
        shgs.insert(absl::StrCat("groups/s", generation_ * 20 + Below(6)));
      }
      for (const std::string& shg : shgs) {
        extra["draws_on_shgs"].mutable_list()->add_values(shg);
      }
    } else if (Below(4) == 0) {
      extra["promoted_before_the_mission"].set_truth(Below(3) > 0);
    }
    return group;
  }

  absl::Status Put() {
    v1::UpdateGroupRequest request;
    *request.mutable_group() = AnyGroup();
    request.set_allow_missing(true);
    return Call<v1::UpdateGroupResponse>(store_.groups(),
                                         &StandardMethods::Update, request)
        .status();
  }
  absl::Status Delete() {
    v1::DeleteGroupRequest request;
    request.set_name(Name(AnyKind()));
    return Call<v1::DeleteGroupResponse>(store_.groups(),
                                         &StandardMethods::Delete, request)
        .status();
  }
  absl::Status Import() {
    v1::ImportEntitiesRequest request;
    for (int i = 0; i < 30; ++i) {
      *request.add_records()->mutable_entity()->mutable_group() = AnyGroup();
    }
    return store_.ImportEntities()->Store(request, CallContext()).status();
  }
  absl::Status Merge() {
    const SubjectKind kind = AnyKind();
    v1::MergeSubjectsRequest request;
    request.set_survivor(Name(kind));
    request.set_duplicate(Name(kind));
    return MergeSubjects(&store_.changelog(), request, "admin").status();
  }
  absl::Status Erase() {
    v1::EraseSubjectRequest request;
    request.set_name(Name(AnyKind()));
    request.set_ground("asked");
    request.set_release_members(true);
    request.set_erase_records(true);
    return EraseSubject(&store_.changelog(), request, "admin",
                        BenefitRetention{0})
        .status();
  }
  absl::Status MovePlace() {
    v1::UpdatePlaceRequest request;
    request.mutable_place()->set_name("places/m");
    request.mutable_place()->set_kind(type::v1::PLACE_KIND_BLOCK);
    request.set_allow_missing(true);
    request.mutable_place()->set_development_parent(
        absl::StrCat("places/d", 1 + Below(2)));
    return Call<v1::UpdatePlaceResponse>(store_.places(),
                                         &StandardMethods::Update, request)
        .status();
  }
  absl::Status PutEnterprise() {
    v1::UpdateEnterpriseRequest request;
    request.mutable_enterprise()->set_name("enterprises/e");
    request.mutable_enterprise()->set_group(Name(AnyKind()));
    request.set_allow_missing(true);
    return Call<v1::UpdateEnterpriseResponse>(store_.enterprises(),
                                              &StandardMethods::Update, request)
        .status();
  }

  RegistryStore& store_;
  std::mt19937 random_;
  const int generation_;
};

class FederationSumsUnderChangeTest : public RegistryStoreTest {
 protected:
  using RollUps = std::map<std::string, std::string>;

  // Everything from one state; `token` takes it.
  RollUps Reckoned(std::string* token) {
    v1::ListGroupsRequest request;
    request.set_page_size(1'000);
    const auto listed = Call<v1::ListGroupsResponse>(
        store_->groups(), &StandardMethods::List, request);
    EXPECT_TRUE(listed.ok() && listed->next_page_token().empty());
    *token = listed->token();
    std::map<std::string, v1::Group> groups;
    for (const v1::Group& group : listed->groups()) {
      groups[group.name()] = group;
    }
    return Reckoning(std::move(groups)).All();
  }

  // Of these federations; those that were erased since have none.
  RollUps Kept(const RollUps& named, const std::string& exact_token) {
    RollUps kept;
    for (const auto& [name, text] : named) {
      v1::GetFederationRollUpRequest request;
      request.set_name(name);
      request.mutable_read_at()->set_exact_token(exact_token);
      const auto read = GetFederationRollUp(&store_->changelog(), request);
      if (read.ok()) kept[name] = read->roll_up().ShortDebugString();
    }
    return kept;
  }

  void ExpectKept(const RollUps& reckoned, const RollUps& kept) {
    for (const auto& [name, text] : kept) EXPECT_EQ(text, reckoned.at(name));
  }
};

TEST_F(FederationSumsUnderChangeTest, EqualWhatIsReckonedAnew) {
  PutPlaces();
  ASSERT_TRUE(PutPlace("name: 'places/m' kind: PLACE_KIND_BLOCK"
                       " development_parent: 'places/d1'")
                  .ok());
  struct State {
    std::string token;
    RollUps federations;
  };
  std::vector<State> states;
  for (int round = 0; round < kRounds; ++round) {
    std::vector<std::thread> writers;
    for (int i = 0; i < kWriters; ++i) {
      writers.emplace_back([this, seed = round * kWriters + i] {
        Writer writer(store_.get(), seed, seed / kWriters);
        for (int change = 0; change < kChangesARound; ++change) {
          const absl::Status status = writer.Change();
          EXPECT_NE(status.code(), absl::StatusCode::kInternal) << status;
        }
      });
    }
    for (std::thread& writer : writers) writer.join();
    State state;
    RollUps reckoned = Reckoned(&state.token);
    const RollUps kept = Kept(reckoned, state.token);
    ASSERT_EQ(kept.size(), reckoned.size());
    EXPECT_GT(kept.size(), 10u);
    ExpectKept(reckoned, kept);
    // What producer bodies had is reckoned when it is asked for, and so without
    // what was erased since.
    for (const auto& [name, text] : reckoned) {
      if (text.find("_PRODUCER_") == std::string::npos) {
        state.federations.emplace(name, text);
      }
    }
    states.push_back(std::move(state));
  }
  for (const State& state : states) {
    ExpectKept(state.federations, Kept(state.federations, state.token));
  }
}

// As AnOlderStoreIsFilled, but of any shape.
TEST_F(FederationSumsUnderChangeTest, EqualWhatAMigrationFills) {
  PutPlaces();
  ASSERT_TRUE(PutPlace("name: 'places/m' kind: PLACE_KIND_BLOCK"
                       " development_parent: 'places/d1'")
                  .ok());
  Writer writer(store_.get(), 100, 0);
  for (int change = 0; change < kChangesARound; ++change) {
    const absl::Status status = writer.Change();
    EXPECT_NE(status.code(), absl::StatusCode::kInternal) << status;
  }
  std::string token;
  const RollUps reckoned = Reckoned(&token);
  ASSERT_TRUE(store_->changelog()
                  .Write([](WriteTransaction& transaction) {
                    return transaction.database().Execute(
                        "UPDATE profiles SET body = '';"
                        "UPDATE history SET body = ''"
                        " WHERE collection = 'profiles';"
                        "UPDATE schema_version SET version = 7"
                        " WHERE part = 'registry'");
                  })
                  .ok());
  Open();
  EXPECT_EQ(Kept(reckoned, token), reckoned);
  Writer later(store_.get(), 101, 1);
  for (int change = 0; change < kChangesARound; ++change) {
    const absl::Status status = later.Change();
    EXPECT_NE(status.code(), absl::StatusCode::kInternal) << status;
  }
  const RollUps now = Reckoned(&token);
  EXPECT_EQ(Kept(now, token), now);
}

}  // namespace
}  // namespace sangam::registry
