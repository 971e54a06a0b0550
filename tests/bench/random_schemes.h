// Random but realistic schemes, for measuring.
#ifndef SANGAM_TESTS_BENCH_RANDOM_SCHEMES_H_
#define SANGAM_TESTS_BENCH_RANDOM_SCHEMES_H_

#include <random>
#include <string>
#include <vector>

#include "sangam/scheme_catalog/v1/scheme_version.pb.h"

namespace sangam::bench {

// Draws scheme versions shaped as those of the sample catalogue: about five
// conditions of one or two lines, two benefits of which one has a condition,
// and two or three funding rules by region and category. Every draw depends on
// the seed alone.
class RandomSchemes {
 public:
  explicit RandomSchemes(unsigned seed) : random_(seed) {}

  // The next version; no two of a generator have the same expressions.
  scheme_catalog::v1::SchemeVersion Next();

 private:
  int Draw(int below) { return static_cast<int>(random_() % below); }
  // `count` different texts out of a list, quoted and joined by ", ".
  std::string Some(const std::vector<std::string>& of, int count);
  std::string Applicant();
  std::string Place();
  std::string Size();
  std::string Work();
  std::string Money();
  std::string History();
  std::string Readiness();

  std::mt19937 random_;
  int drawn_ = 0;
};

// The expressions of a version: of its conditions, benefits and funding rules.
std::vector<std::string> ExpressionsOf(
    const scheme_catalog::v1::SchemeVersion& version);

}  // namespace sangam::bench

#endif  // SANGAM_TESTS_BENCH_RANDOM_SCHEMES_H_
