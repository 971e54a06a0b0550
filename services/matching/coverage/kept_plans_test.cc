#include "services/matching/coverage/kept_plans.h"

#include <memory>
#include <set>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "services/matching/columns/reverse_plan.h"

namespace sangam::matching {
namespace {

constexpr int kMany = static_cast<int>(KeptPlans::kFewestVersions);

SharedCatalog NewCatalog() { return CatalogSnapshot::Compile({}); }

std::vector<std::string> Schemes(int count) {
  std::vector<std::string> schemes;
  for (int i = 0; i < count; ++i) {
    schemes.push_back(absl::StrCat("schemes/s", i));
  }
  return schemes;
}

class KeptPlansTest : public testing::Test {
 protected:
  std::vector<SharedVersion> Received(int count) {
    return plans_.Received(Schemes(count));
  }
  std::shared_ptr<const ReversePlan> Of(
      const std::vector<SharedVersion>& versions) {
    auto plan = plans_.Of(catalog_, versions);
    EXPECT_EQ(plan->size(), versions.size());
    for (size_t i = 0; i < versions.size(); ++i) {
      EXPECT_EQ(plan->parts().versions[i].compiled, versions[i].get()) << i;
    }
    return plan;
  }

  KeptPlans plans_;
  SharedCatalog catalog_ = NewCatalog();
};

TEST_F(KeptPlansTest, WhoReceivedASchemeIsAskedByTheSameVersion) {
  const auto three = Received(3);
  EXPECT_EQ(Received(3), three);
  EXPECT_EQ(Received(2)[1], three[1]);
  EXPECT_NE(three[0], three[1]);
  EXPECT_EQ(three[1]->version.conditions(0).expression(),
            "received(\"schemes/s1\")");
}

TEST_F(KeptPlansTest, CompilesNoMoreOnceNobodyWants) {
  constexpr int kSchemes = 1000;
  int asked = 0;
  const auto cancelled = [&] { return ++asked >= 2; };
  EXPECT_TRUE(plans_.Received(Schemes(kSchemes), cancelled).empty());
  EXPECT_EQ(asked, 2);
  // The next question needs them all, and has some of them already.
  asked = -kSchemes;
  const auto all = plans_.Received(Schemes(kSchemes), cancelled);
  ASSERT_EQ(all.size(), static_cast<size_t>(kSchemes));
  for (const SharedVersion& version : all) EXPECT_NE(version, nullptr);
  EXPECT_EQ(asked + kSchemes, (kSchemes - 1) / 64);
}

TEST_F(KeptPlansTest, TheSameVersionsHaveTheSamePlan) {
  const auto plan = Of(Received(kMany));
  EXPECT_EQ(Of(Received(kMany)), plan);
  EXPECT_EQ(plans_.made(), 1);
}

TEST_F(KeptPlansTest, AnyOtherListHasAPlanOfItsOwn) {
  const auto many = Received(kMany + 1);
  const auto expect_another = [&](const std::vector<SharedVersion>& other) {
    const auto plan = Of(many);
    EXPECT_NE(Of(other), plan);
  };
  for (const int at : {0, kMany / 2, kMany}) {
    auto changed = many;
    changed[at] = ReceivedVersion("schemes/s0");
    expect_another(changed);
    auto shorter = many;
    shorter.erase(shorter.begin() + at);
    expect_another(shorter);
  }
  auto swapped = many;
  std::swap(swapped.front(), swapped.back());
  expect_another(swapped);
  auto longer = many;
  longer.push_back(many.front());
  expect_another(longer);
}

TEST_F(KeptPlansTest, OfAnotherCatalogueThePlanIsMadeAnew) {
  const auto many = Received(kMany);
  const auto plan = Of(many);
  const SharedCatalog before = std::exchange(catalog_, NewCatalog());
  // Whoever received a scheme did so by any catalogue.
  EXPECT_EQ(Received(kMany), many);
  const auto later = Of(many);
  EXPECT_NE(later, plan);
  // Nor may a question that began before get what is of now.
  catalog_ = before;
  EXPECT_NE(Of(many), later);
}

TEST_F(KeptPlansTest, NothingOfThePastIsHeld) {
  std::weak_ptr<const CatalogSnapshot> catalog = catalog_;
  std::weak_ptr<const ReversePlan> plan = Of(Received(kMany));
  EXPECT_FALSE(plan.expired());
  catalog_ = NewCatalog();
  Of(Received(1));
  EXPECT_TRUE(plan.expired());
  EXPECT_TRUE(catalog.expired());
}

TEST_F(KeptPlansTest, APlanThatNobodyWantsIsNotKept) {
  constexpr int kSchemes = 1000;
  const auto many = Received(kSchemes);
  const auto cancelled = [] { return true; };
  EXPECT_EQ(plans_.Of(catalog_, many, cancelled), nullptr);
  EXPECT_EQ(plans_.made(), 0);
  const auto plan = Of(many);
  EXPECT_EQ(plans_.made(), 1);
  // What is there needs no work.
  EXPECT_EQ(plans_.Of(catalog_, many, cancelled), plan);
}

TEST_F(KeptPlansTest, SchemesThatAreNoLongerAskedForMakeRoom) {
  const auto before = Received(20'000);
  std::vector<std::string> others;
  for (int i = 0; i < 20'000; ++i) {
    others.push_back(absl::StrCat("schemes/other-", i));
  }
  const auto later = plans_.Received(others);
  EXPECT_EQ(plans_.Received(others), later);
  EXPECT_NE(Received(1).front(), before.front());
}

TEST_F(KeptPlansTest, FewVersionsPushNoPlanOut) {
  const auto plan = Of(Received(kMany));
  for (int few = 0; few < 8; ++few) Of(Received(few));
  EXPECT_EQ(Of(Received(kMany)), plan);
}

TEST_F(KeptPlansTest, TheLastFourAreKept) {
  std::vector<std::weak_ptr<const ReversePlan>> plans;
  for (int i = 0; i < 4; ++i) plans.push_back(Of(Received(kMany + i)));
  EXPECT_EQ(Of(Received(kMany)), plans[0].lock());
  plans.push_back(Of(Received(kMany + 4)));
  EXPECT_TRUE(plans[1].expired());
  EXPECT_EQ(plans_.made(), 5);
  for (const int i : {0, 2, 3, 4}) {
    EXPECT_EQ(Of(Received(kMany + i)), plans[i].lock()) << i;
  }
  EXPECT_EQ(plans_.made(), 5);
}

TEST_F(KeptPlansTest, QuestionsAtOnceShareWhatIsKept) {
  for (int turn = 0; turn < 20; ++turn) {
    catalog_ = NewCatalog();
    std::vector<std::shared_ptr<const ReversePlan>> found(8);
    std::vector<std::thread> threads;
    for (auto& plan : found) {
      threads.emplace_back([&] { plan = Of(Received(kMany)); });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(std::set(found.begin(), found.end()).size(), 1u);
  }
}

}  // namespace
}  // namespace sangam::matching
