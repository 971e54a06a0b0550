#include "services/matching/replication/likeness.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "services/matching/opportunity/nearness_by_place.h"

namespace sangam::matching {
namespace {

constexpr int kKindPoints = 25;
constexpr int kSectorPoints = 25;
constexpr int kTradePoints = 10;
constexpr int kSizePoints = 15;
// By DistanceOf.
constexpr int kPlacePoints[] = {25, 22, 18, 15, 12, 6, 0, 0};

void Add(const type::v1::StringList& list, std::vector<std::string>* texts) {
  texts->insert(texts->end(), list.values().begin(), list.values().end());
}

void MakeSet(std::vector<std::string>* texts) {
  std::sort(texts->begin(), texts->end());
  texts->erase(std::unique(texts->begin(), texts->end()), texts->end());
}

// The part of all that both have, of so many points; floored.
int PointsInCommon(const std::vector<std::string>& a,
                   const std::vector<std::string>& b, int points) {
  std::vector<std::string> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(),
                        std::back_inserter(both));
  const size_t all = a.size() + b.size() - both.size();
  if (all == 0) return 0;
  return static_cast<int>(both.size() * static_cast<size_t>(points) / all);
}

int PointsOfSize(const Likened& a, const Likened& b) {
  if (!a.size || !b.size) return 0;
  const int64_t larger = std::max(*a.size, *b.size);
  const int64_t smaller = std::min(*a.size, *b.size);
  if (smaller <= 0) return larger == smaller ? kSizePoints : 0;
  return static_cast<int>(static_cast<__int128>(smaller) * kSizePoints /
                          larger);
}

}  // namespace

Likened LikenedOf(const type::v1::Profile& profile, PlaceChain place) {
  Likened likened;
  likened.kind = profile.kind();
  Add(profile.sectors(), &likened.sectors);
  MakeSet(&likened.sectors);
  Add(profile.trades(), &likened.trades_and_problems);
  Add(profile.problems(), &likened.trades_and_problems);
  MakeSet(&likened.trades_and_problems);
  if (profile.has_members()) {
    likened.size = profile.members();
  } else if (profile.has_artisans()) {
    likened.size = profile.artisans();
  } else if (profile.has_households()) {
    likened.size = profile.households();
  }
  likened.place = std::move(place);
  return likened;
}

v1::Likeness LikenessOf(const Likened& a, const Likened& b) {
  v1::Likeness likeness;
  if (a.kind == b.kind && a.kind != type::v1::SUBJECT_KIND_UNSPECIFIED) {
    likeness.set_kind(kKindPoints);
  }
  likeness.set_sectors(PointsInCommon(a.sectors, b.sectors, kSectorPoints));
  likeness.set_trades(PointsInCommon(a.trades_and_problems,
                                     b.trades_and_problems, kTradePoints));
  likeness.set_size(PointsOfSize(a, b));
  likeness.set_place(
      kPlacePoints[DistanceOf(CommonPlace(a.place, b.place).kind)]);
  likeness.set_points(likeness.kind() + likeness.sectors() + likeness.trades() +
                      likeness.size() + likeness.place());
  return likeness;
}

}  // namespace sangam::matching
