#include "content/sync/pack_plan.h"

namespace gongkai::sync {
namespace {

PackOffer offer(std::int64_t from, std::int64_t to, std::int64_t length) {
  PackOffer made{std::to_string(from) + "-" + std::to_string(to), from, to, {}};
  made.file.length = length;
  return made;
}

std::vector<std::string> names(const std::optional<std::vector<PackOffer>>& cover) {
  std::vector<std::string> result;
  if (!cover) return {"gap"};
  for (const PackOffer& pack : *cover) result.push_back(pack.path);
  return result;
}

using Names = std::vector<std::string>;

TEST(PackPlan, NothingMissingNothingFetched) {
  const std::vector<PackOffer> offers{offer(1, 5, 1000)};
  EXPECT_EQ(names(cheapest_cover(offers, 5)), Names{});
  EXPECT_EQ(names(cheapest_cover({}, 0)), Names{});
}

TEST(PackPlan, OneStepBehindTakesTheSmallPack) {
  const std::vector<PackOffer> offers{offer(1, 8, 50'000), offer(9, 9, 900), offer(1, 9, 60'000)};
  EXPECT_EQ(names(cheapest_cover(offers, 8)), Names{"9-9"});
}

TEST(PackPlan, ANewTerminalTakesTheBaseAndWhatFollows) {
  const std::vector<PackOffer> offers{offer(1, 64, 500'000), offer(57, 64, 80'000), offer(65, 65, 900),
                                      offer(66, 66, 900)};
  EXPECT_EQ(names(cheapest_cover(offers, 0)), (Names{"1-64", "65-65", "66-66"}));
}

TEST(PackPlan, ARollUpWinsOverManySmallPacks) {
  std::vector<PackOffer> offers{offer(1, 8, 4'000)};
  for (int i = 1; i <= 8; ++i) offers.push_back(offer(i, i, 900));
  EXPECT_EQ(names(cheapest_cover(offers, 0)), Names{"1-8"});
  // Two behind, the two small ones are cheaper than the whole again.
  EXPECT_EQ(names(cheapest_cover(offers, 6)), (Names{"7-7", "8-8"}));
}

TEST(PackPlan, PacksMayOverlapWhatIsThere) {
  const std::vector<PackOffer> offers{offer(1, 10, 5'000), offer(5, 20, 5'000)};
  EXPECT_EQ(names(cheapest_cover(offers, 7)), Names{"5-20"});
}

TEST(PackPlan, AGapIsSaid) {
  const std::vector<PackOffer> offers{offer(1, 4, 900), offer(6, 9, 900)};
  EXPECT_EQ(names(cheapest_cover(offers, 0)), Names{"gap"});
  EXPECT_EQ(names(cheapest_cover(offers, 5)), Names{"6-9"});
}

}  // namespace
}  // namespace gongkai::sync
