#include "services/registry/store/profile_revisions.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "common/changelog/digest.h"
#include "services/registry/store/registry_store_fixture.h"

namespace sangam::registry {
namespace {

// A CLF with a VO with an SHG, all in a cluster's reach.
class ProfileRevisionsTest : public RegistryStoreTest {
 protected:
  void SetUp() override {
    RegistryStoreTest::SetUp();
    PutPlaces();
    ASSERT_TRUE(PutCluster("name: 'clusters/c'").ok());
    ASSERT_TRUE(PutCluster("name: 'clusters/c2'").ok());
    ASSERT_TRUE(PutGroup("name: 'groups/clf' kind: SUBJECT_KIND_CLF").ok());
    ASSERT_TRUE(PutGroup("name: 'groups/vo' kind: SUBJECT_KIND_VO"
                         " parent: 'groups/clf' cluster: 'clusters/c'")
                    .ok());
    ASSERT_TRUE(PutGroup("name: 'groups/vo2' kind: SUBJECT_KIND_VO").ok());
    ASSERT_TRUE(PutGroup("name: 'groups/shg' kind: SUBJECT_KIND_SHG"
                         " parent: 'groups/vo' place: 'places/v'")
                    .ok());
    ASSERT_TRUE(PutEnterprise("name: 'enterprises/e' cluster: 'clusters/c2'"
                              " place: 'places/d2'")
                    .ok());
  }

  // The subjects whose revision is that of the last write.
  std::vector<std::string> Moved() {
    std::vector<std::string> moved;
    for (const char* subject :
         {"clusters/c", "clusters/c2", "enterprises/e", "groups/clf",
          "groups/shg", "groups/vo", "groups/vo2"}) {
      if (RevisionOf(subject) == Head()) moved.push_back(subject);
    }
    return moved;
  }

  using Names = std::vector<std::string>;
};

TEST_F(ProfileRevisionsTest, MovesWithAChildThroughTheWholeChain) {
  ASSERT_TRUE(PutGroup("name: 'groups/shg' kind: SUBJECT_KIND_SHG"
                       " parent: 'groups/vo' place: 'places/v'"
                       " profile { members: 12 }")
                  .ok());
  EXPECT_EQ(Moved(),
            (Names{"clusters/c", "groups/clf", "groups/shg", "groups/vo"}));
}

TEST_F(ProfileRevisionsTest, MovesWithWhatIsListedWhereMoreMayBeUnderIt) {
  ASSERT_FALSE(Profile("groups/vo")->profile().children().complete());
  ASSERT_FALSE(Profile("clusters/c2")->profile().children().complete());
  ASSERT_TRUE(PutEnterprise("name: 'enterprises/e' cluster: 'clusters/c2'"
                            " place: 'places/d2' profile { members: 4 }")
                  .ok());
  EXPECT_EQ(Moved(), (Names{"clusters/c2", "enterprises/e"}));
  ASSERT_TRUE(PutEnterprise("name: 'enterprises/e' group: 'groups/shg'"
                            " place: 'places/d2' profile { members: 4 }")
                  .ok());
  EXPECT_EQ(Moved(), (Names{"clusters/c", "clusters/c2", "enterprises/e",
                            "groups/clf", "groups/shg", "groups/vo"}));
  const int64_t before = RevisionOf("groups/shg");
  const absl::Status removed =
      Remove<v1::DeleteEnterpriseRequest, v1::DeleteEnterpriseResponse>(
          store_->enterprises(), "enterprises/e");
  ASSERT_TRUE(removed.ok()) << removed;
  EXPECT_EQ(RevisionOf("groups/shg"), before + 1);
  EXPECT_FALSE(Profile("groups/shg")->profile().has_children());
}

// A profile that answers otherwise has another revision, whatever was written:
// what watchers keep is never stale unseen.
TEST_F(ProfileRevisionsTest, NoProfileChangesWithoutItsRevision) {
  std::map<std::string, std::pair<int64_t, std::string>> seen;
  const auto check = [&] {
    for (const char* subject :
         {"clusters/c", "clusters/c2", "enterprises/e", "groups/clf",
          "groups/shg", "groups/vo", "groups/vo2"}) {
      const auto read = Profile(subject);
      if (!read.ok()) continue;
      v1::GetSubjectProfileResponse answer = *read;
      answer.clear_profile_revision();
      answer.clear_places_generation();
      answer.clear_token();
      std::string bytes = SerializeDeterministically(answer);
      auto& [revision, before] = seen[subject];
      if (revision == read->profile_revision()) {
        EXPECT_EQ(bytes, before) << subject << " at " << Head();
      }
      revision = read->profile_revision();
      before = std::move(bytes);
    }
  };
  check();
  for (int i = 0; i < 60; ++i) {
    const std::string members =
        absl::StrCat(" profile { members: ", i % 7, " }",
                     i % 2 == 0 ? " children_complete: true" : "");
    switch (i % 6) {
      case 0:
        ASSERT_TRUE(
            PutGroup(absl::StrCat("name: 'groups/shg' kind: SUBJECT_KIND_SHG"
                                  " place: 'places/v' parent: 'groups/vo",
                                  i % 4 == 0 ? "" : "2", "'", members))
                .ok());
        break;
      case 1:
        ASSERT_TRUE(
            PutEnterprise(absl::StrCat("name: 'enterprises/e' group:"
                                       " 'groups/",
                                       i % 4 == 1 ? "shg" : "vo2",
                                       "' profile { members: ", i, " }"))
                .ok());
        break;
      case 2:
        ASSERT_TRUE(PutGroup(absl::StrCat("name: 'groups/vo' kind:"
                                          " SUBJECT_KIND_VO parent:"
                                          " 'groups/clf'",
                                          i % 4 == 2 ? ""
                                                     : " cluster:"
                                                       " 'clusters/c2'",
                                          members))
                        .ok());
        break;
      case 3:
        ASSERT_TRUE(
            PutCluster(
                absl::StrCat("name: 'clusters/c2'",
                             i % 4 == 3 ? " children_complete: true" : ""))
                .ok());
        break;
      case 4:
        ASSERT_TRUE(PutGroup(absl::StrCat("name: 'groups/clf' kind:"
                                          " SUBJECT_KIND_CLF",
                                          i % 4 == 0 ? " children_complete:"
                                                       " true"
                                                     : ""))
                        .ok());
        break;
      default:
        ASSERT_TRUE(PutPlace(absl::StrCat("name: 'places/b' kind:"
                                          " PLACE_KIND_BLOCK",
                                          i % 4 == 1 ? " development_parent:"
                                                       " 'places/d1'"
                                                     : ""))
                        .ok());
    }
    check();
  }
}

TEST_F(ProfileRevisionsTest, MovesForTheOldAndTheNewParent) {
  ASSERT_TRUE(PutGroup("name: 'groups/shg' kind: SUBJECT_KIND_SHG"
                       " parent: 'groups/vo2' place: 'places/v'")
                  .ok());
  EXPECT_EQ(Moved(), (Names{"clusters/c", "groups/clf", "groups/shg",
                            "groups/vo", "groups/vo2"}));
}

TEST_F(ProfileRevisionsTest, MovesForTheOldAndTheNewCluster) {
  ASSERT_TRUE(PutEnterprise("name: 'enterprises/e' cluster: 'clusters/c'"
                            " place: 'places/d2'")
                  .ok());
  EXPECT_EQ(Moved(), (Names{"clusters/c", "clusters/c2", "enterprises/e"}));
}

TEST_F(ProfileRevisionsTest, MovesWithAChildThatComesAndGoes) {
  ASSERT_TRUE(PutGroup("name: 'groups/new' kind: SUBJECT_KIND_SHG"
                       " parent: 'groups/vo2'")
                  .ok());
  EXPECT_EQ(Moved(), (Names{"groups/vo2"}));
  const int64_t before = RevisionOf("groups/vo2");
  ASSERT_TRUE(DeleteGroup("groups/new").ok());
  EXPECT_EQ(RevisionOf("groups/vo2"), before + 1);
}

TEST_F(ProfileRevisionsTest, MovesWithALinkageOfTheOldAndTheNewSubject) {
  const std::string linkage =
      "name: 'linkages/l' state: LINKAGE_STATE_RECEIVED subject: ";
  ASSERT_TRUE(PutLinkage(linkage + "'groups/shg'").ok());
  EXPECT_EQ(Moved(), (Names{"groups/shg"}));
  ASSERT_TRUE(PutLinkage(linkage + "'groups/vo2'").ok());
  EXPECT_EQ(Moved(), (Names{"groups/shg", "groups/vo2"}));
  const int64_t before = RevisionOf("groups/vo2");
  ASSERT_TRUE(DeleteLinkage("linkages/l").ok());
  EXPECT_EQ(RevisionOf("groups/vo2"), before + 1);
}

TEST_F(ProfileRevisionsTest, MovesWithAnyPlaceAboveAndSoDoTheGenerations) {
  const int64_t generation = Profile("groups/shg")->places_generation();
  ASSERT_TRUE(PutPlace("name: 'places/b' kind: PLACE_KIND_BLOCK").ok());
  EXPECT_EQ(Moved(), (Names{"groups/shg"}));
  EXPECT_GT(Profile("groups/shg")->places_generation(), generation);
}

TEST_F(ProfileRevisionsTest, APlaceTitleOrANewPlaceMovesNoProfile) {
  const int64_t generation = Profile("groups/shg")->places_generation();
  ASSERT_TRUE(PutPlace("name: 'places/v' kind: PLACE_KIND_VILLAGE title: 'V'"
                       " revenue_parent: 'places/s'"
                       " development_parent: 'places/p'")
                  .ok());
  EXPECT_EQ(Moved(), Names());
  ASSERT_TRUE(PutPlace("name: 'places/w' kind: PLACE_KIND_VILLAGE"
                       " revenue_parent: 'places/s'")
                  .ok());
  EXPECT_EQ(Moved(), Names());
  EXPECT_EQ(Profile("groups/shg")->places_generation(), generation);
}

TEST_F(ProfileRevisionsTest, ASubjectThatComesBackHasAHigherRevision) {
  const int64_t before = RevisionOf("groups/shg");
  ASSERT_TRUE(DeleteGroup("groups/shg").ok());
  EXPECT_EQ(RevisionOf("groups/shg"), -1);
  ASSERT_TRUE(PutGroup("name: 'groups/shg' kind: SUBJECT_KIND_SHG").ok());
  EXPECT_GT(RevisionOf("groups/shg"), before + 1);
}

TEST_F(ProfileRevisionsTest, AFailedWriteMovesNothing) {
  const int64_t before = RevisionOf("groups/vo");
  EXPECT_FALSE(PutGroup("name: 'groups/bad' kind: SUBJECT_KIND_SHG"
                        " parent: 'groups/vo' place: 'places/none'")
                   .ok());
  EXPECT_EQ(RevisionOf("groups/vo"), before);
}

}  // namespace
}  // namespace sangam::registry
