// Sums that are kept, against sums that are reckoned anew from the records.
#include <map>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "services/registry/store/federation_reckoning.h"
#include "services/registry/store/federation_roll_ups.h"
#include "services/registry/store/older_schema.h"
#include "services/registry/store/random_group_changes.h"
#include "services/registry/store/random_tree_changes.h"
#include "services/registry/store/registry_store_fixture.h"

namespace sangam::registry {
namespace {

constexpr int kWriters = 4;
constexpr int kRounds = 4;
constexpr int kChangesARound = 250;

class FederationSumsUnderChangeTest : public RegistryStoreTest {
 protected:
  using RollUps = std::map<std::string, std::string>;

  // Everything from one state: that of `token`, or the newest, whose token it
  // takes.
  RollUps Reckoned(std::string* token) {
    return Reckoning(Stored(token)).All();
  }
  Groups Stored(std::string* token) {
    v1::ListGroupsRequest request;
    request.set_page_size(1'000);
    if (!token->empty()) request.mutable_read_at()->set_exact_token(*token);
    const auto listed = Call<v1::ListGroupsResponse>(
        store_->groups(), &StandardMethods::List, request);
    EXPECT_TRUE(listed.ok() && listed->next_page_token().empty());
    *token = listed->token();
    Groups groups;
    for (const v1::Group& group : listed->groups()) {
      groups[group.name()] = group;
    }
    return groups;
  }

  // Of these federations.
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
};

TEST_F(FederationSumsUnderChangeTest, EqualWhatIsReckonedAnew) {
  PutPlaces();
  ASSERT_TRUE(PutPlace("name: 'places/m' kind: PLACE_KIND_BLOCK"
                       " development_parent: 'places/d1'")
                  .ok());
  std::vector<std::string> states;
  for (int round = 0; round < kRounds; ++round) {
    std::vector<std::thread> writers;
    for (int i = 0; i < kWriters; ++i) {
      writers.emplace_back([this, seed = round * kWriters + i] {
        RandomGroupChanges writer(store_.get(), seed, seed / kWriters);
        for (int change = 0; change < kChangesARound; ++change) {
          const absl::Status status = writer.Change();
          EXPECT_NE(status.code(), absl::StatusCode::kInternal) << status;
        }
      });
    }
    for (std::thread& writer : writers) writer.join();
    std::string state;
    const RollUps reckoned = Reckoned(&state);
    EXPECT_EQ(Kept(reckoned, state), reckoned);
    EXPECT_GT(reckoned.size(), 10u);
    states.push_back(std::move(state));
  }
  // Without what was erased since.
  for (std::string& state : states) {
    const RollUps reckoned = Reckoned(&state);
    EXPECT_EQ(Kept(reckoned, state), reckoned);
  }
}

// Each group may be anything and anywhere from one change to the next.
TEST_F(FederationSumsUnderChangeTest, EqualWhatIsReckonedAfterEachChange) {
  constexpr int kChanges = 600;
  RandomTreeChanges changes(store_.get(), 1);
  Groups groups;
  int64_t other_kinds = 0;
  for (int change = 0; change < kChanges; ++change) {
    const absl::Status status = changes.Change(groups);
    EXPECT_NE(status.code(), absl::StatusCode::kInternal) << status;
    std::string state;
    Groups stored = Stored(&state);
    for (const auto& [name, group] : stored) {
      if (!group.parent().empty()) {
        const type::v1::SubjectKind above = stored[group.parent()].kind();
        ASSERT_TRUE(absl::c_linear_search(ParentKinds(group.kind()), above))
            << group.ShortDebugString();
      }
      const auto before = groups.find(name);
      if (before == groups.end()) continue;
      other_kinds += before->second.kind() != group.kind();
    }
    const RollUps reckoned = Reckoning(stored).All();
    ASSERT_EQ(Kept(reckoned, state), reckoned) << "change " << change;
    groups = std::move(stored);
  }
  EXPECT_GT(changes.imported(), kChanges / 3);
  EXPECT_GT(other_kinds, kChanges / 10);
}

// As AnOlderStoreIsFilled, but of any shape.
TEST_F(FederationSumsUnderChangeTest, EqualWhatAMigrationFills) {
  PutPlaces();
  ASSERT_TRUE(PutPlace("name: 'places/m' kind: PLACE_KIND_BLOCK"
                       " development_parent: 'places/d1'")
                  .ok());
  RandomGroupChanges writer(store_.get(), 100, 0);
  for (int change = 0; change < kChangesARound; ++change) {
    const absl::Status status = writer.Change();
    EXPECT_NE(status.code(), absl::StatusCode::kInternal) << status;
  }
  std::string token;
  const RollUps reckoned = Reckoned(&token);
  ASSERT_TRUE(store_->changelog()
                  .Write([](WriteTransaction& transaction) {
                    return transaction.database().Execute(
                        absl::StrCat(UndoTheNinthMigrationSql(),
                                     "UPDATE profiles SET body = '';"
                                     "UPDATE history SET body = ''"
                                     " WHERE collection = 'profiles';"
                                     "UPDATE schema_version SET version = 7"
                                     " WHERE part = 'registry'"));
                  })
                  .ok());
  Open();
  EXPECT_EQ(Kept(reckoned, token), reckoned);
  RandomGroupChanges later(store_.get(), 101, 1);
  for (int change = 0; change < kChangesARound; ++change) {
    const absl::Status status = later.Change();
    EXPECT_NE(status.code(), absl::StatusCode::kInternal) << status;
  }
  token.clear();
  const RollUps now = Reckoned(&token);
  EXPECT_EQ(Kept(now, token), now);
}

}  // namespace
}  // namespace sangam::registry
