import { Weighted, type Random } from '../random.js';

/** The commonest surnames with their rough share in percent (public statistics of the Ministry of Public Security). */
const SURNAMES = new Weighted(
  Object.entries({
    ...{
      王: 7.1,
      李: 7,
      张: 6.7,
      刘: 5.1,
      陈: 4.5,
      杨: 3.1,
      黄: 2.2,
      赵: 2,
      吴: 2,
      周: 1.9,
      徐: 1.4,
      孙: 1.4,
      马: 1.3,
    },
    ...{
      朱: 1.2,
      胡: 1.2,
      郭: 1.1,
      何: 1.1,
      林: 1.1,
      高: 1,
      罗: 1,
      郑: 0.9,
      梁: 0.9,
      谢: 0.8,
      宋: 0.7,
      唐: 0.7,
      许: 0.7,
    },
    ...{ 韩: 0.7, 邓: 0.7, 冯: 0.7, 曹: 0.6, 彭: 0.6, 曾: 0.6, 肖: 0.6, 田: 0.5, 董: 0.5, 潘: 0.5, 袁: 0.5, 蔡: 0.5 },
    ...{ 蒋: 0.5, 余: 0.5, 于: 0.4, 杜: 0.4, 叶: 0.4, 程: 0.4, 魏: 0.4, 苏: 0.4, 吕: 0.4, 丁: 0.4, 任: 0.4, 卢: 0.4 },
    ...{ 姚: 0.4, 沈: 0.3, 钟: 0.3, 姜: 0.3, 崔: 0.3, 谭: 0.3, 陆: 0.3, 范: 0.3, 汪: 0.3, 廖: 0.3, 石: 0.3, 韦: 0.3 },
    ...{ 欧阳: 0.1, 上官: 0.02, 司徒: 0.02 },
  }),
  ([, share]) => share,
);

const GIVEN = [
  ...'伟芳秀敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华建国志文玉红梅林春燕辉鹏宇浩然子涵欣怡梓轩雨桐思远嘉琪晓东海波俊峰雪莹',
];

/** An invented name: a common surname and one or two common characters. Of nobody in particular. */
export function nameOf(random: Random): string {
  const [surname] = SURNAMES.pick(random);
  const given = random.one(GIVEN);
  return surname + given + (random.chance(0.7) ? random.one(GIVEN) : '');
}
