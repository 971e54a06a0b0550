// Whether sums of whole numbers can be what they are said to be, all at once.
#ifndef SANGAM_SERVICES_MATCHING_PREMISES_LINEAR_SYSTEM_H_
#define SANGAM_SERVICES_MATCHING_PREMISES_LINEAR_SYSTEM_H_

#include <cstdint>
#include <map>
#include <vector>

namespace sangam::matching {

// Of products of two int64.
using Wide = __int128;

// constant + the sum of factor times variable.
struct LinearSum {
  std::map<int, Wide> factors;
  Wide constant = 0;

  // Adds `times` the other sum.
  void Add(const LinearSum& other, Wide times);
  bool IsConstant() const { return factors.empty(); }
};

enum class Possibility { kPossible, kImpossible, kUndecided };

// A value type. Variables are numbered by whoever asks and may be any whole
// number.
class LinearSystem {
 public:
  void AddAtMostZero(LinearSum sum) { at_most_.push_back(std::move(sum)); }
  void AddNotZero(LinearSum sum) { not_zero_.push_back(std::move(sum)); }

  // Eliminates variable after variable (Fourier-Motzkin, with bounds rounded to
  // whole numbers): what that refutes is impossible. Then it tries values from
  // the bounds on: what it finds is possible; where it tried all there are, it
  // is impossible. kUndecided if neither comes out, at the latest when `steps`
  // are used up, of which it takes one for each sum and each value that it
  // looks at.
  Possibility Decide(int64_t* steps) const;

 private:
  std::vector<LinearSum> at_most_;
  std::vector<LinearSum> not_zero_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PREMISES_LINEAR_SYSTEM_H_
