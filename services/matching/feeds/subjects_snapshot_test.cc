#include "services/matching/feeds/subjects_snapshot.h"

#include <filesystem>
#include <fstream>
#include <map>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "services/matching/columns/checksum.h"
#include "services/matching/columns/snapshot_file.h"
#include "services/matching/feeds/batches_for_test.h"
#include "services/matching/feeds/side_facts.h"

namespace sangam::matching {
namespace {

class SubjectsSnapshotTest : public testing::Test {
 protected:
  SubjectsSnapshotTest() {
    std::filesystem::remove(path_);
    state_.BeginList();
    auto batch = RegistryBatch(5);
    AddPlace(batch, "places/s", type::v1::PLACE_KIND_STATE);
    AddPlace(batch, "places/d", type::v1::PLACE_KIND_DISTRICT, "places/s");
    batch.mutable_places(1)->mutable_place()->set_title("A district");
    AddPlace(batch, "places/b", type::v1::PLACE_KIND_BLOCK);
    auto* block = batch.mutable_places(2)->mutable_place();
    block->set_development_parent("places/d");
    block->set_urban_parent("places/s");
    AddProfile(batch, "groups/vo", 5);
    batch.mutable_profiles(0)->mutable_profile()->set_members(60);
    AddProfile(batch, "groups/shg", 5);
    auto* shg = batch.mutable_profiles(1);
    shg->mutable_profile()->set_place("places/b");
    shg->set_member_of("groups/vo");
    shg->add_judgements()->set_norm("fair");
    batch.set_snapshot_complete(true);
    EXPECT_TRUE(state_.Apply(batch).ok());
    state_.Publish();
  }
  ~SubjectsSnapshotTest() override { std::filesystem::remove(path_); }

  absl::optional<SubjectsView> Read() { return ReadSubjects(path_, &problem_); }

  // What it says of each subject, side facts included.
  static std::map<std::string, std::string> Said(const SubjectsView& view) {
    std::map<std::string, std::string> said;
    for (const auto& block : view.columns->blocks()) {
      for (uint32_t row = 0; row < block->size(); ++row) {
        type::v1::Profile profile =
            block->ProfileOf(row, view.columns->texts());
        const SideFacts side = TakeSideFacts(&profile);
        std::string& text = said[std::string(block->NameOf(row))];
        text = absl::StrCat(profile.ShortDebugString(), "|", side.member_of);
        for (const auto& judgement : side.judgements) {
          absl::StrAppend(&text, "|", judgement.ShortDebugString());
        }
      }
    }
    return said;
  }

  FakeClock clock_{absl::FromUnixSeconds(1'790'000'000)};
  Watermark watermark_{kRegistryStore, &clock_};
  SubjectsState state_{&watermark_};
  const std::string path_ = absl::StrCat(
      testing::TempDir(), "/subjects_snapshot_",
      testing::UnitTest::GetInstance()->current_test_info()->name());
  std::string problem_;
};

TEST_F(SubjectsSnapshotTest, KeepsSubjectsSideFactsAndPlaces) {
  const SubjectsView view = state_.Read();
  ASSERT_TRUE(WriteSubjects(path_, view).ok());
  const auto read = Read();
  ASSERT_TRUE(read) << problem_;
  EXPECT_EQ(read->position, RegistryAt(5));
  EXPECT_EQ(read->columns->token(), view.columns->token());
  const auto said = Said(*read);
  EXPECT_EQ(said, Said(view));
  EXPECT_NE(said.at("groups/shg").find("|groups/vo|norm: \"fair\""),
            std::string::npos)
      << said.at("groups/shg");
  EXPECT_EQ(read->places->size(), 3u);
  EXPECT_EQ(read->places->TitleOf("places/d"), "A district");
  EXPECT_EQ(read->places->NamesOfKind(type::v1::PLACE_KIND_BLOCK),
            std::vector<std::string>{"places/b"});
  const auto chain = read->places->ChainOf("places/b");
  ASSERT_TRUE(chain);
  std::vector<std::string> names;
  for (const auto& link : chain->links) names.push_back(link.place);
  EXPECT_EQ(names,
            (std::vector<std::string>{"places/b", "places/d", "places/s"}));
}

TEST_F(SubjectsSnapshotTest, PlacesThatAreGoneAreNotKept) {
  auto batch = RegistryBatch(6);
  AddPlace(batch, "places/d", type::v1::PLACE_KIND_DISTRICT);
  batch.mutable_places(0)->set_deleted(true);
  AddPlace(batch, "places/s", type::v1::PLACE_KIND_STATE);
  batch.mutable_places(1)->mutable_place()->set_title("Renamed");
  ASSERT_TRUE(state_.Apply(batch).ok());
  state_.Publish();
  ASSERT_TRUE(WriteSubjects(path_, state_.Read()).ok());
  const auto read = Read();
  ASSERT_TRUE(read);
  EXPECT_EQ(read->position, RegistryAt(6));
  EXPECT_EQ(read->places->size(), 2u);
  EXPECT_FALSE(read->places->ChainOf("places/d"));
  EXPECT_EQ(read->places->TitleOf("places/s"), "Renamed");
}

TEST_F(SubjectsSnapshotTest, NoFileIsNoProblem) {
  problem_ = "old";
  EXPECT_FALSE(Read());
  EXPECT_EQ(problem_, "");
}

TEST_F(SubjectsSnapshotTest, EveryDamageIsAProblem) {
  ASSERT_TRUE(WriteSubjects(path_, state_.Read()).ok());
  std::ifstream file(path_, std::ios::binary);
  const std::string whole((std::istreambuf_iterator<char>(file)), {});
  for (size_t at = 0; at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(~damaged[at]);
    std::ofstream(path_, std::ios::binary) << damaged;
    EXPECT_FALSE(Read()) << at;
    EXPECT_NE(problem_, "");
  }
  std::ofstream(path_, std::ios::binary) << whole.substr(0, whole.size() / 2);
  EXPECT_FALSE(Read());
  EXPECT_NE(problem_, "");
}

// Damage that keeps the checksum right, as a faulty program would write it.
TEST_F(SubjectsSnapshotTest, WrongContentsUnderARightChecksumDoNoHarm) {
  ASSERT_TRUE(WriteSubjects(path_, state_.Read()).ok());
  std::ifstream file(path_, std::ios::binary);
  const std::string whole((std::istreambuf_iterator<char>(file)), {});
  for (size_t at = 0; at + sizeof(uint64_t) < whole.size(); ++at) {
    std::string wrong = whole.substr(0, whole.size() - sizeof(uint64_t));
    wrong[at] = static_cast<char>(~wrong[at]);
    Checksum checksum;
    checksum.Add(wrong.data(), wrong.size());
    const uint64_t value = checksum.value();
    wrong.append(reinterpret_cast<const char*>(&value), sizeof(value));
    std::ofstream(path_, std::ios::binary) << wrong;
    const auto read = Read();
    // What can be read can be used.
    if (read) Said(*read);
  }
}

TEST_F(SubjectsSnapshotTest, AnotherProgramsSnapshotIsToldAsSuch) {
  SnapshotWriter writer(path_);
  writer.Text("sangam subjects\n");
  writer.Text("form 1, engine of tomorrow");
  ASSERT_TRUE(writer.Commit().ok());
  EXPECT_FALSE(Read());
  EXPECT_EQ(problem_, "another version of the program wrote it");
}

TEST_F(SubjectsSnapshotTest, AStateWithoutPositionIsNotUsed) {
  SubjectsView view = state_.Read();
  view.columns = std::make_shared<const ColumnsView>(
      "", view.columns->shared_texts(), view.columns->blocks());
  ASSERT_TRUE(WriteSubjects(path_, view).ok());
  EXPECT_FALSE(Read());
  EXPECT_EQ(problem_, "it has no position");
}

}  // namespace
}  // namespace sangam::matching
